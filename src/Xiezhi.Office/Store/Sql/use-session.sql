UPDATE session SET used = ?2 WHERE hash = ?1
