SELECT hash, number, account, use, title, made FROM token ORDER BY number
