SELECT first, count, marks FROM segment WHERE first <= $1 ORDER BY first DESC LIMIT 1
