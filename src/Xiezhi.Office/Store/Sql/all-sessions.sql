SELECT hash, account, begun, used FROM session ORDER BY begun
