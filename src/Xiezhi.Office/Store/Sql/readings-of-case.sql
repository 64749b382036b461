SELECT id, case_id, reader, organ, at, kinds FROM reading WHERE case_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
