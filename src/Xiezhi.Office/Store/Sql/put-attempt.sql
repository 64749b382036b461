INSERT INTO attempt (name, failures, last) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET failures = ?2, last = ?3
