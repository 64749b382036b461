-- The few rows of the narrow index first, then each where it lies.
WITH waiting AS MATERIALIZED (SELECT register, ordinal, due, state, digest FROM case_row WHERE due IS NOT NULL)
SELECT register, ordinal, due, state, digest FROM waiting ORDER BY register, ordinal
