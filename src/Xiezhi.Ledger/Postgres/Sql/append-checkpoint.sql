INSERT INTO checkpoint (size, note) VALUES ($1, $2)
