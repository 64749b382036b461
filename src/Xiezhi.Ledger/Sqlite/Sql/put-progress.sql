INSERT INTO progress (name, value, digest) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, digest = excluded.digest
