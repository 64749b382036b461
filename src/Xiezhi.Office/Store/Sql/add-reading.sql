INSERT INTO reading (case_id, reader, organ, at, kinds) VALUES (?1, ?2, ?3, ?4, ?5)
