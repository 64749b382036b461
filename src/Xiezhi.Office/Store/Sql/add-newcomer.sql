INSERT INTO newcomer (answer_key, party, made) VALUES (?1, ?2, ?3) ON CONFLICT (answer_key) DO NOTHING
