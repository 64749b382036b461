INSERT INTO case_row (register, ordinal, due, state, digest)
SELECT * FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::bytea[], $5::bigint[])
ON CONFLICT (register, ordinal) DO UPDATE SET due = excluded.due, state = excluded.state, digest = excluded.digest
