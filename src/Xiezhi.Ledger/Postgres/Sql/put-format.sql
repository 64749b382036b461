INSERT INTO store (program, format) VALUES ($1, $2) ON CONFLICT (single) DO UPDATE SET format = excluded.format
