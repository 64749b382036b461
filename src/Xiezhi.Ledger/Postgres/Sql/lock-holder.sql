SELECT a.application_name, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1482320999 AND l.objid = hashtext(current_schema()::text)::oid
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
