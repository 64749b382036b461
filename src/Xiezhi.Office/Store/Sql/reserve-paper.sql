UPDATE paper SET reserved = ?2, reserved_id = ?3
 WHERE hash = ?1 AND case_id IS NULL AND (reserved IS NULL OR reserved = ?2)
RETURNING hash
