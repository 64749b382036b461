SELECT name, value, digest FROM progress ORDER BY name
