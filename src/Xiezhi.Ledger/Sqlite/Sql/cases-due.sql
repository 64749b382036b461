SELECT due, id FROM case_row WHERE due <= ?1 AND (due, id) > (?2, ?3) ORDER BY due, id LIMIT ?4
