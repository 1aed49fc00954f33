-- safe_position(): the position up to which the log is complete; nothing can appear at or below it any more.
--
-- Reads, in this order, the sequence's last value and the floors that writers hold (take_floor). A position up to that
-- last value was allocated by a transaction that either still holds its floor, which then is below the position, or has
-- ended, and PostgreSQL makes a commit visible before it releases the locks. Neither read depends on a snapshot, so the
-- isolation level does not matter here; the events must be read by a later statement with a snapshot of its own.
-- Never keep the answer: after a crash the sequence can step back.
CREATE OR REPLACE FUNCTION :schema.safe_position() RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  log   CONSTANT oid := ':schema.events'::regclass;
  head  bigint;
  floor bigint;
BEGIN
  IF pg_is_in_recovery() THEN
    RAISE EXCEPTION 'a standby does not know which appends are in flight' USING ERRCODE = 'object_not_in_prerequisite_state',
      HINT = 'Read the log on the primary.';
  END IF;
  SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO head FROM :schema.events_position;
  SELECT min(:schema.floor_position(head, lock.objid::bigint)) INTO floor
  FROM pg_locks AS lock
  WHERE lock.locktype = 'advisory' AND lock.objsubid = 2 AND lock.mode = 'ShareLock' AND lock.granted
    AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND lock.classid = log;
  -- A floor that was taken since the head was read can be above it.
  RETURN least(head, floor);
END
$$;
