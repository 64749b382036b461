INSERT INTO subscription (id, account, url, types, procedures, secret, made, cursor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
