INSERT INTO tile (level, idx, hashes) VALUES (?1, ?2, ?3)
ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes
