SELECT value, digest FROM progress WHERE name = $1
