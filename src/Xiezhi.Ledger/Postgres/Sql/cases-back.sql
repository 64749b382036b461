SELECT register, ordinal, due, state, digest FROM case_row WHERE (register, ordinal) <= ($1, $2) AND (register, ordinal) >= ($3, $4)
ORDER BY register DESC, ordinal DESC
