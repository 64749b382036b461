SELECT leaf, request, digest FROM answer WHERE key = ?1
