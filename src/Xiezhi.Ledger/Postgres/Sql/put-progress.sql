INSERT INTO progress (name, value, digest) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[])
ON CONFLICT (name) DO UPDATE SET value = excluded.value, digest = excluded.digest
