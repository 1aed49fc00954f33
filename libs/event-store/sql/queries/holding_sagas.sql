-- holding_sagas: the keys of a saga's instances that hold steps back. $1 saga, $2 behind which key or null, $3 how many.
SELECT DISTINCT kept.key FROM :schema.saga_steps AS kept
WHERE kept.saga = $1 AND kept.status = 'held' AND kept.key > coalesce($2::text, '')
ORDER BY kept.key
LIMIT $3::integer
