-- prune_keys(...): forgets idempotency keys that have been kept for long enough, the oldest first. Those that another
-- transaction looks at are left for the next time.
--
--   keep_for         how long a key is kept
--   at_most          how many keys are forgotten in one call
-- Answers how many there were.
CREATE OR REPLACE FUNCTION :schema.prune_keys(keep_for interval, at_most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  pruned integer;
BEGIN
  -- Nobody can make the store forget what was done a moment ago.
  IF keep_for < interval '1 hour' THEN
    RAISE EXCEPTION 'idempotency keys are kept for an hour at least, not for %', keep_for
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  DELETE FROM :schema.idempotency_keys AS kept
  WHERE kept.key IN (
    SELECT old.key FROM :schema.idempotency_keys AS old
    WHERE old.recorded_at < clock_timestamp() - keep_for
    ORDER BY old.recorded_at LIMIT at_most
    FOR UPDATE SKIP LOCKED
  );
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END
$$;
