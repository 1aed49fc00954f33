-- How far the rows have come that readers of a version of a projection see: the version $2 of the projection $1. No row if
-- no generation of it is live. Columns: the generation, whether appends write it themselves, the checkpoints of the segments
-- in their order, and which of the positions $3 are those of events that are visible here. To be asked on the connection by
-- which the rows are read, before they are.
SELECT g.generation, g.inline_since IS NOT NULL AS "isInline",
  (SELECT coalesce(json_agg(kept.position ORDER BY kept.segment), '[]') FROM :schema.subscription_segments AS kept
   WHERE kept.subscription = g.projection || '@' || g.version || '.' || g.generation) AS positions,
  (SELECT coalesce(json_agg(event.position), '[]') FROM :schema.events AS event
   WHERE event.position = ANY ($3::bigint[])) AS visible
FROM :schema.projection_generations AS g
WHERE g.projection = $1 AND g.version = $2 AND g.state = 'live'
