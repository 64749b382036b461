SELECT block, size, digest, data FROM column_block WHERE name = $1 ORDER BY block
