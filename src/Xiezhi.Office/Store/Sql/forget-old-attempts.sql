DELETE FROM attempt WHERE last < ?1
