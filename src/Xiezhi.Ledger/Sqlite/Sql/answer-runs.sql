SELECT run, answers, digest FROM answer_run ORDER BY run
