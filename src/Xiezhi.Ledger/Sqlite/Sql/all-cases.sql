SELECT id, due, state, digest FROM case_row ORDER BY id
