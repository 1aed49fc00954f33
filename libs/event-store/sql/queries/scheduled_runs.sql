-- The last runs of scheduled readers. $1 a subscription, or null for all.
SELECT run.subscription, run.due_at AS "dueAt", run.owner, run.started_at AS "startedAt", run.up_to::float8 AS "upTo",
       run.ended_at AS "endedAt", run.position::float8, run.events::float8, run.error
FROM :schema.scheduled_runs AS run
WHERE $1::text IS NULL OR run.subscription = $1
ORDER BY run.subscription
