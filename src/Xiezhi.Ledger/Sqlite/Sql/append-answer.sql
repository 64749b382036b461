INSERT INTO answer (key, leaf, request, digest) VALUES (?1, ?2, ?3, ?4)
