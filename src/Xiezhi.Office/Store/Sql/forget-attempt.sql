DELETE FROM attempt WHERE name = ?1
