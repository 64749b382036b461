SELECT hash, received, sealed, entry, document FROM paper WHERE case_id = ?1 ORDER BY entry, document, received
