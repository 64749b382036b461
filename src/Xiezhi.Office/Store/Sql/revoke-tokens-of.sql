DELETE FROM token WHERE account = ?1
