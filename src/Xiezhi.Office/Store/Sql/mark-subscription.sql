UPDATE subscription SET down_since = ?2, paused = ?3, last_failure = ?4 WHERE id = ?1
