SELECT party FROM newcomer WHERE answer_key = ?1
