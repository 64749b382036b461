SELECT request, answer FROM reply WHERE answer_key = ?1
