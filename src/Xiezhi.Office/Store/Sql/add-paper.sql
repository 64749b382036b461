INSERT INTO paper (hash, received, sealed) VALUES (?1, ?2, ?3)
