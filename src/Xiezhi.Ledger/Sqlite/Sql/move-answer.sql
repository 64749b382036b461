-- What was moved before the writer stopped is moved again after it has started.
INSERT INTO answer (key, leaf, request, digest) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key) DO NOTHING
