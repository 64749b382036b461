DELETE FROM draft WHERE saved < ?1
