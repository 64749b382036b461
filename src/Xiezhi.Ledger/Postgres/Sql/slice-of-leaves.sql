SELECT substring(leaves FROM $2 + 1 FOR $3) FROM segment WHERE first = $1
