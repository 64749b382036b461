INSERT INTO case_row (id, due, state, digest) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET due = excluded.due, state = excluded.state, digest = excluded.digest
