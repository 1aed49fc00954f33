-- Moves a generation to another state. $1 projection, $2 version, $3 generation, $4 state, $5 reason or null.
UPDATE :schema.projection_generations
SET state = $4, reason = $5,
    switched_at = CASE WHEN $4 = 'live' THEN clock_timestamp() ELSE switched_at END,
    ended_at = CASE WHEN $4 IN ('failed', 'cancelled', 'dropped') THEN clock_timestamp() END
WHERE projection = $1 AND version = $2 AND generation = $3 AND state <> 'dropped'
