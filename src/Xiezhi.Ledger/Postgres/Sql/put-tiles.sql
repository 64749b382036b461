INSERT INTO tile (level, idx, hashes) SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bytea[])
ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes
