-- An answer that waited and was moved comes twice.
INSERT INTO answer (key, leaf, request, digest) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bigint[]) ON CONFLICT (key) DO NOTHING
