-- Puts on record what came of comparing a generation's rows with the log. $1 projection, $2 version, $3 generation, $4 the
-- keys that were compared, $5 how many differ, $6 the position up to which they were folded.
UPDATE :schema.projection_generations
SET comparison = jsonb_build_object('keys', $4::bigint, 'differing', $5::bigint, 'position', $6::bigint, 'at', clock_timestamp())
WHERE projection = $1 AND version = $2 AND generation = $3
