INSERT INTO account (id, name, role, organ, officer, party, enabled, password) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
