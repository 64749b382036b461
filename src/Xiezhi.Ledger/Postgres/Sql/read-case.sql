SELECT due, state, digest FROM case_row WHERE register = $1 AND ordinal = $2
