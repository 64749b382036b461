DELETE FROM draft WHERE hash = ?1
