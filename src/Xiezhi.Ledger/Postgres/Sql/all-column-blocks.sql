SELECT name, block, size, digest, data FROM column_block ORDER BY name, block
