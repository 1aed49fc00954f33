-- count_sagas: how many instances there are. Columns: saga, version, status, is_stuck, count
SELECT kept.saga, kept.version, kept.status, kept.is_stuck, count(*)
FROM :schema.saga_instances AS kept
GROUP BY kept.saga, kept.version, kept.status, kept.is_stuck
ORDER BY kept.saga, kept.version, kept.status, kept.is_stuck
