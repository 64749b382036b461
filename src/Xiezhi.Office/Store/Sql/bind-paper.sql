UPDATE paper SET sealed = ?2, case_id = ?3, entry = ?4, document = ?5, reserved = NULL, reserved_id = NULL WHERE hash = ?1 AND case_id IS NULL
