SELECT key, leaf, request, digest FROM answer WHERE key = ANY ($1)
