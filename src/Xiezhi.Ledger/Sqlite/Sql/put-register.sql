INSERT INTO register (id, procedure, organ, year, last, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET last = excluded.last, digest = excluded.digest
