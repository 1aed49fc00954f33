-- pruned_sagas: which of these keys are of instances that have been forgotten. $1 saga, $2 keys. Columns: key
SELECT kept.key FROM unnest($2::text[]) AS asked (key)
JOIN :schema.saga_pruned_keys AS kept ON kept.saga = $1 AND kept.key = asked.key
