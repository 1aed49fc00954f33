-- How the live generations of projections ($1) stand to appends: whether appends write them, and whether appends are refused
-- that do not know them.
SELECT kept.projection AS name, kept.version, kept.generation, kept.inline_since IS NOT NULL AS "isInline",
       kept.inline_types IS NOT NULL AS "isGuarded"
FROM :schema.projection_generations AS kept
WHERE kept.projection = ANY ($1) AND kept.state = 'live'
ORDER BY kept.projection, kept.version
