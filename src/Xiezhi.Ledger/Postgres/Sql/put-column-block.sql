INSERT INTO column_block (name, block, size, digest, data) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name, block) DO UPDATE SET size = excluded.size, digest = excluded.digest, data = excluded.data
