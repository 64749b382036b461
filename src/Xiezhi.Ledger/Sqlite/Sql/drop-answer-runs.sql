DELETE FROM answer_run WHERE run <= ?1
