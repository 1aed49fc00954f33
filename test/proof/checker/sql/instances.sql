-- The instances of sagas, and the deadlines that are still set.
SELECT
  instance.saga,
  instance.key,
  instance.status,
  instance.failure,
  ARRAY(
    SELECT deadline.name FROM daybook.saga_deadlines AS deadline
    WHERE deadline.saga = instance.saga AND deadline.key = instance.key
  ) AS deadlines
FROM daybook.saga_instances AS instance
