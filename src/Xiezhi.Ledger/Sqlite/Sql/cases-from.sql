SELECT id, due, state, digest FROM case_row WHERE id >= ?1 ORDER BY id
