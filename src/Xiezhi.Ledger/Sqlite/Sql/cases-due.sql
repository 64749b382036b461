SELECT id FROM case_row WHERE due <= ?1 ORDER BY due, id LIMIT ?2
