-- Takes over a run whose process gives no more signs of life. $1 the subscription, $2 the process. Answers the run if it is
-- this process's to go on with.
UPDATE :schema.scheduled_runs AS run
SET owner = $2
WHERE run.subscription = $1 AND run.started_at IS NOT NULL AND run.ended_at IS NULL
  AND (run.owner = $2 OR NOT EXISTS (
    SELECT FROM :schema.subscription_processes AS alive
    WHERE alive.id = run.owner AND alive.alive_until > clock_timestamp()))
RETURNING run.subscription, run.due_at AS "dueAt", run.owner, run.started_at AS "startedAt", run.up_to::float8 AS "upTo",
       run.ended_at AS "endedAt", run.position::float8, run.events::float8, run.error
