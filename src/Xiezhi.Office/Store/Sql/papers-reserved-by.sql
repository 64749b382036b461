SELECT reserved_id FROM paper WHERE reserved = ?1
