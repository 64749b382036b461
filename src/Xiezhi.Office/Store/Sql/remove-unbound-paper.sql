DELETE FROM paper WHERE hash = ?1 AND case_id IS NULL AND reserved IS NULL RETURNING hash
