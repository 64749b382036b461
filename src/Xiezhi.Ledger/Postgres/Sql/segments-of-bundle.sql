-- What is small comes at once; of the others a slice is read afterwards.
SELECT first, count, marks, CASE WHEN count <= 256 THEN leaves END FROM segment
WHERE first >= (SELECT max(first) FROM segment WHERE first <= $1) AND first < $2 ORDER BY first
