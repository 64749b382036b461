INSERT INTO reply (answer_key, request, answer, made) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
