-- find_append: what is kept under an idempotency key. $1 the key.
SELECT fingerprint, pg_catalog.array_to_json(stream_ids), pg_catalog.array_to_json(versions), pg_catalog.array_to_json(positions), answer
FROM :schema.idempotency_keys
WHERE key = $1
