-- What instances of sagas have decided to do, and what is on record of it.
SELECT saga, key, number, kind, type, status, attempts, cause ->> 'deadline' AS deadline
FROM daybook.saga_steps ORDER BY saga, key, number
