DELETE FROM token WHERE number = ?1
