SELECT first + count FROM segment ORDER BY first DESC LIMIT 1
