SELECT due, state, digest FROM case_row WHERE id = ?1
