INSERT INTO segment (first, count, bodies_hash, marks, leaves, bodies) VALUES ($1, $2, $3, $4, $5, $6)
