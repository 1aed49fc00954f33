-- The appends in flight that readers of the log wait for, oldest first: who holds a floor, which one, and since when.
-- A prepared transaction has no process; it is named by its global id.
WITH log AS (
  SELECT ':schema.events'::regclass::oid AS oid, database.oid AS database,
         (SELECT last_value FROM :schema.events_position) AS head
  FROM pg_database AS database WHERE database.datname = current_database()
)
SELECT :schema.floor_position(log.head, lock.objid::bigint) AS position,
       lock.pid, activity.usename, activity.application_name, prepared.gid,
       extract(epoch FROM clock_timestamp() - coalesce(activity.xact_start, prepared.prepared)) * 1000 AS age_ms
FROM log
JOIN pg_locks AS lock
  ON lock.locktype = 'advisory' AND lock.database = log.database AND lock.classid = log.oid AND lock.objsubid = 2
LEFT JOIN pg_stat_activity AS activity ON activity.pid = lock.pid
LEFT JOIN pg_locks AS held_id
  ON lock.pid IS NULL AND held_id.locktype = 'transactionid' AND held_id.virtualtransaction = lock.virtualtransaction
LEFT JOIN pg_prepared_xacts AS prepared ON prepared.transaction = held_id.transactionid
ORDER BY age_ms DESC NULLS LAST
