DELETE FROM paper WHERE case_id = ?1 RETURNING hash
