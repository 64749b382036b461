INSERT INTO answer_run (run, answers, digest) VALUES (?1, ?2, ?3)
