SELECT saved, sealed FROM draft WHERE hash = ?1
