-- A rehearsal has come to where the live generation is; the first time counts. $1 projection, $2 version, $3 generation.
UPDATE :schema.rehearsals SET built_at = clock_timestamp()
WHERE projection = $1 AND version = $2 AND generation = $3 AND built_at IS NULL AND ended_at IS NULL
