-- retry_parked(...): asks the owners to try parked events again, whole keys at a time.
--
--   subscription     its name
--   key, position    only this key, only keys with a parked event at this position; null for all
-- Answers how many events that concerns; one that waits for several shares of its keys is one.
CREATE OR REPLACE FUNCTION :schema.retry_parked(subscription text, key text, at_position bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  concerned integer;
BEGIN
  -- First, so that what is being parked meanwhile is either found below or finds what is asked for here.
  UPDATE :schema.subscriptions AS whole SET revision = whole.revision + 1 WHERE whole.name = retry_parked.subscription;
  WITH asked AS (
    UPDATE :schema.parked_events AS kept SET retry_requested_at = clock_timestamp()
    WHERE kept.subscription = retry_parked.subscription
      AND kept.key IN (SELECT meant.key FROM :schema.parked_events AS meant
                       WHERE meant.subscription = retry_parked.subscription
                         AND meant.key = coalesce(retry_parked.key, meant.key)
                         AND meant.position = coalesce(at_position, meant.position))
    RETURNING kept.key, kept.position
  )
  SELECT count(DISTINCT (asked.key, asked.position)) INTO concerned FROM asked;
  RETURN concerned;
END
$$;
