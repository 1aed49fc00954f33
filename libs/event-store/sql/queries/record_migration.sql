-- Remembers that a file has been applied. $1 its path below sql/, $2 its checksum
INSERT INTO :schema.migrations (name, checksum) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = clock_timestamp()
