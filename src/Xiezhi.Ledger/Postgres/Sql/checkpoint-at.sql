SELECT size, note FROM checkpoint WHERE size = $1
