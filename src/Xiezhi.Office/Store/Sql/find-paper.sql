SELECT received, sealed, case_id FROM paper WHERE hash = ?1
