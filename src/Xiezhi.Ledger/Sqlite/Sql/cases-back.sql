SELECT id, due, state, digest FROM case_row WHERE id BETWEEN ?2 AND ?1 ORDER BY id DESC
