DELETE FROM newcomer WHERE made < ?1
