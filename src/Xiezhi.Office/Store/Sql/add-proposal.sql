INSERT INTO proposal (answer_key, request, case_id, act, proposer, party, made, sealed, own_key, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)
ON CONFLICT (answer_key) DO NOTHING
