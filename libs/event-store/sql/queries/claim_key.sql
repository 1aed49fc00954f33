-- claim_key: see functions/claim_key.sql. $1 the key, $2 the fingerprint.
SELECT outcome, pg_catalog.array_to_json(stream_ids), pg_catalog.array_to_json(versions), pg_catalog.array_to_json(positions), answer
FROM :schema.claim_key($1, $2)
