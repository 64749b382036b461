SELECT id, procedure, organ, year, last, digest FROM register ORDER BY id
