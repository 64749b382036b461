-- "XZlg" and the schema: the lock shows in pg_locks, ends with the connection however that ends, and no two ledgers of a database share it.
SELECT pg_try_advisory_lock(1482320999, hashtext(current_schema()::text))
