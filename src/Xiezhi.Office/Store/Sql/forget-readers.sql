UPDATE reading SET reader = '' WHERE case_id = ?1 AND organ = 0 AND reader <> ''
