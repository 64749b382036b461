SELECT register, ordinal, due, state, digest FROM case_row WHERE (register, ordinal) >= ($1, $2) ORDER BY register, ordinal
