SELECT due, register, ordinal FROM case_row WHERE due <= $1 AND (due, register, ordinal) > ($2, $3, $4) ORDER BY due, register, ordinal LIMIT $5
