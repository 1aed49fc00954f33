-- Ends a run, with what has come of it. $1 the subscription, $2 the process, $3 the present by the application's clock, $4 why it
-- is given up, or null. Answers the run, unless it has passed to another process.
UPDATE :schema.scheduled_runs AS run
SET ended_at = $3, error = $4, position = reached.position, events = (
  SELECT count(*) FROM :schema.events AS event JOIN :schema.streams AS stream USING (stream_key)
  WHERE event.position > run.from_position AND event.position <= reached.position
    AND (reached.types IS NULL OR event.event_type = ANY (reached.types))
    AND (reached.categories IS NULL OR stream.category = ANY (reached.categories)))
FROM (
  SELECT whole.types, whole.categories, min(kept.position) AS position
  FROM :schema.subscriptions AS whole JOIN :schema.subscription_segments AS kept ON kept.subscription = whole.name
  WHERE whole.name = $1
  GROUP BY whole.name
) AS reached
WHERE run.subscription = $1 AND run.owner = $2 AND run.started_at IS NOT NULL AND run.ended_at IS NULL
RETURNING run.subscription, run.due_at AS "dueAt", run.owner, run.started_at AS "startedAt", run.up_to::float8 AS "upTo",
       run.ended_at AS "endedAt", run.position::float8, run.events::float8, run.error
