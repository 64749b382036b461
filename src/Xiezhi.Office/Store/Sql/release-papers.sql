UPDATE paper SET reserved = NULL, reserved_id = NULL WHERE reserved = ?1
