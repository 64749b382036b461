DELETE FROM proposal WHERE case_id = ?1
