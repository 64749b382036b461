SELECT hashes FROM tile WHERE level = $1 AND idx = $2
