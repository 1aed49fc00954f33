-- correlated_sagas: the instances of a saga that still hear what happens in one of these conversations. $1 saga, $2 the
-- conversations' ids. Columns: key, correlation_id
SELECT kept.key, kept.correlation_id
FROM :schema.saga_instances AS kept
WHERE kept.saga = $1 AND kept.correlation_id = ANY ($2::text[]) AND kept.status NOT IN ('completed', 'ended')
ORDER BY kept.key
