DELETE FROM paper WHERE case_id IS NULL AND reserved IS NULL AND received < ?1 RETURNING hash
