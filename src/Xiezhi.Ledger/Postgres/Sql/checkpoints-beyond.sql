SELECT size FROM checkpoint WHERE size > $1 ORDER BY size
