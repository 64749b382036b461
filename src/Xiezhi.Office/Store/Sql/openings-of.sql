SELECT answer_key FROM opening WHERE party = ?1 ORDER BY id DESC LIMIT ?2
