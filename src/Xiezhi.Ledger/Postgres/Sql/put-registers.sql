INSERT INTO register (id, procedure, organ, year, last, digest)
SELECT * FROM unnest($1::integer[], $2::text[], $3::integer[], $4::integer[], $5::integer[], $6::bigint[])
ON CONFLICT (id) DO UPDATE SET last = excluded.last, digest = excluded.digest
