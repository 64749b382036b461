DELETE FROM reply WHERE made < ?1
