-- Puts on record what has come of a rehearsal, once. $1 projection, $2 version, $3 generation, $4 outcome, $5 reason or null, and
-- the findings, null where there are none: $6 position, $7 events, $8 keys compared with the log and $9 differing from it,
-- $10 rows compared with those that are read and $11 differing from them, $12 keys that wait, $13 the differences as JSON.
UPDATE :schema.rehearsals
SET ended_at = clock_timestamp(), outcome = $4, reason = $5, position = $6, events = $7, keys_of_log = $8,
    differing_from_log = $9, rows_read = $10, differing_from_read = $11, waiting = $12, differences = $13
WHERE projection = $1 AND version = $2 AND generation = $3 AND ended_at IS NULL
RETURNING projection
