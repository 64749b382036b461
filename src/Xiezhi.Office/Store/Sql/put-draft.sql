INSERT INTO draft (hash, saved, sealed) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO UPDATE SET saved = ?2, sealed = ?3
