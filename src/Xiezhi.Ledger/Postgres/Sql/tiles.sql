SELECT level, idx, hashes FROM tile ORDER BY level, idx
