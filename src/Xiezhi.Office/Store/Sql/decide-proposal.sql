UPDATE proposal SET state = ?2, decider = ?3, decided = ?4, reason = ?5 WHERE id = ?1 AND state = 0 RETURNING id
