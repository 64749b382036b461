DELETE FROM proposal WHERE own_key IS NOT NULL AND state <> 0 AND decided < ?1
