SELECT id, state FROM case_row WHERE due IS NULL ORDER BY id
