DELETE FROM opening WHERE party = ?1 AND answer_key = ?2
