-- Puts on record since when the times count at which a projection is rehearsed, once. $1 the projection, $2 the time.
-- Answers up to where they are used up.
WITH known AS (INSERT INTO :schema.rehearsal_times (projection, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING due_at)
SELECT due_at AS "dueAt" FROM known UNION ALL SELECT due_at FROM :schema.rehearsal_times WHERE projection = $1
