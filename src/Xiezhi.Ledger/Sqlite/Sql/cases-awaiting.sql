-- The few rows of the narrow index first, then each where it lies.
SELECT id, due, state, digest FROM case_row WHERE id IN (SELECT id FROM case_row WHERE due IS NOT NULL) ORDER BY id
