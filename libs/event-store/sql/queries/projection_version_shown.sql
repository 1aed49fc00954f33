-- Moves the pointer. $1 projection, $2 the version that is live from now on.
INSERT INTO :schema.projections (projection, version, switched_at) VALUES ($1, $2, clock_timestamp())
ON CONFLICT (projection) DO UPDATE SET version = EXCLUDED.version, switched_at = EXCLUDED.switched_at
