SELECT id, account, url, types, procedures, secret, made, cursor, down_since, paused, last_failure FROM subscription ORDER BY made, id
