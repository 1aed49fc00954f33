-- The generations of a projection ($1, all projections if null), the oldest first.
SELECT g.projection AS name, g.version, g.generation, g.tables_schema AS schema, g.read_models AS "readModels", g.state,
       g.inline_since IS NOT NULL AS "isInline", g.orders, g.comparison,
       (extract(epoch FROM clock_timestamp() - g.created_at) * 1000)::float8 AS "ageMs",
       g.reason, g.created_at AS "createdAt", g.switched_at AS "switchedAt", g.ended_at AS "endedAt",
       g.state = 'live' AND p.version IS NOT DISTINCT FROM g.version AS shown
FROM :schema.projection_generations AS g LEFT JOIN :schema.projections AS p USING (projection)
WHERE $1::text IS NULL OR g.projection = $1
ORDER BY g.projection, g.version, g.generation
