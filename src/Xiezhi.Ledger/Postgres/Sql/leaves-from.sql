SELECT first, count, marks, leaves FROM segment
WHERE first >= (SELECT max(first) FROM segment WHERE first <= $1) AND first < $2 ORDER BY first
