-- Whether an append is in flight that took its floor when $1, or less, was the last position that was given.
SELECT EXISTS (
  SELECT FROM pg_locks AS lock
  WHERE lock.locktype = 'advisory' AND lock.objsubid = 2 AND lock.mode = 'ShareLock' AND lock.granted
    AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND lock.classid = ':schema.events'::regclass
    AND :schema.floor_position($1::bigint, lock.objid::bigint) <= $1::bigint
) AS "areHeld"
