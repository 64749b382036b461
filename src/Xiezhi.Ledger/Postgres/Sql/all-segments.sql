SELECT first, count, bodies_hash, marks, leaves, bodies FROM segment ORDER BY first
