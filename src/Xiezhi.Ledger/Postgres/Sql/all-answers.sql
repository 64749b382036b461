SELECT key, leaf, request, digest FROM answer ORDER BY key
