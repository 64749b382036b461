SELECT id, name, role, organ, officer, party, enabled, password FROM account ORDER BY id
