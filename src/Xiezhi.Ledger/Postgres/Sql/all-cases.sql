SELECT register, ordinal, due, state, digest FROM case_row ORDER BY register, ordinal
