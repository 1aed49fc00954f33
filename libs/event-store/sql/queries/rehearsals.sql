-- The rehearsals of a projection ($1, all if null), the oldest first. $2: null for all of them, `begun` for the last of each
-- projection, `judged` for the last of each that was not cancelled and has ended.
SELECT r.projection AS name, r.version, r.generation, r.due_at AS "dueAt", r.sample::float8, r.started_at AS "startedAt",
       r.ended_at AS "endedAt", r.outcome, r.reason, r.position::float8, r.events::float8,
       (extract(epoch FROM r.built_at - r.started_at) * 1000)::float8 AS "buildMs",
       r.keys_of_log::float8 AS "keysOfLog", r.differing_from_log::float8 AS "differingFromLog",
       r.rows_read::float8 AS "rowsRead", r.differing_from_read::float8 AS "differingFromRead",
       r.waiting::float8, coalesce(r.differences, '[]') AS differences
FROM :schema.rehearsals AS r
WHERE ($1::text IS NULL OR r.projection = $1)
  AND ($2::text IS NULL OR (r.started_at, r.version, r.generation) = (
    SELECT last.started_at, last.version, last.generation FROM :schema.rehearsals AS last
    WHERE last.projection = r.projection AND ($2 = 'begun' OR last.outcome IN ('same', 'differing', 'failed'))
    ORDER BY last.started_at DESC, last.version DESC, last.generation DESC LIMIT 1))
ORDER BY r.projection, r.started_at, r.version, r.generation
