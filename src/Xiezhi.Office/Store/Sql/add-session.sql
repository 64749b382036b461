INSERT INTO session (hash, account, begun, used) VALUES (?1, ?2, ?3, ?4)
