-- Begins the run for a time, once among all processes. $1 the subscription, $2 the time, $3 the process, $4 the present by the
-- application's clock, $5 up to which position. Answers the run if it is this process's to make.
UPDATE :schema.scheduled_runs AS run
SET due_at = $2, owner = $3, started_at = $4, up_to = $5, ended_at = NULL, position = NULL, events = NULL, error = NULL,
    from_position = (SELECT min(kept.position) FROM :schema.subscription_segments AS kept WHERE kept.subscription = $1)
WHERE run.subscription = $1 AND run.due_at < $2 AND (run.started_at IS NULL OR run.ended_at IS NOT NULL)
RETURNING run.subscription, run.due_at AS "dueAt", run.owner, run.started_at AS "startedAt", run.up_to::float8 AS "upTo",
       run.ended_at AS "endedAt", run.position::float8, run.events::float8, run.error
