INSERT INTO token (hash, number, account, use, title, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
