UPDATE proposal SET case_id = ?2, sealed = ?3, own_key = NULL, state = 1, decider = ?4, decided = ?5 WHERE id = ?1 AND own_key IS NOT NULL
