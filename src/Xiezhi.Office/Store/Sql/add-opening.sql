INSERT INTO opening (party, answer_key) VALUES (?1, ?2) ON CONFLICT DO NOTHING
