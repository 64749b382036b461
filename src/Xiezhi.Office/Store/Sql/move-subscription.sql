UPDATE subscription SET cursor = ?2 WHERE id = ?1
