-- types_wanted: the event types that some subscriptions want, each once: those whose names begin with $1.
SELECT DISTINCT type
FROM :schema.subscriptions AS kept, unnest(kept.types) AS type
WHERE starts_with(kept.name, $1)
