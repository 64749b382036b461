UPDATE case_row SET due = ?2, digest = ?3 WHERE id = ?1
