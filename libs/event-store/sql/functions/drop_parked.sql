-- drop_parked(...): gives parked events up, on record.
--
--   subscription     its name
--   key, position    only those of this key, only those at this position; null for all
--   reason, dropped_by
--                    why, and on whose word
-- Answers how many there were.
CREATE OR REPLACE FUNCTION :schema.drop_parked(subscription text, key text, at_position bigint, reason text, dropped_by text)
RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  dropped integer;
  -- One for all shares of an event's keys.
  moment  timestamptz;
BEGIN
  -- First, so that an owner who tries one of them again has either ended, or finds it gone.
  UPDATE :schema.subscriptions AS whole SET revision = whole.revision + 1 WHERE whole.name = drop_parked.subscription;
  moment := clock_timestamp();
  WITH gone AS (
    DELETE FROM :schema.parked_events AS kept
    WHERE kept.subscription = drop_parked.subscription
      AND kept.key = coalesce(drop_parked.key, kept.key) AND kept.position = coalesce(at_position, kept.position)
    RETURNING kept.*
  ), given_up AS (
    INSERT INTO :schema.dropped_events
      (subscription, key, share, position, event_id, stream_id, event_type, failure, attempts, parked_at, reason, dropped_by,
       dropped_at)
    SELECT gone.subscription, gone.key, gone.share, gone.position, gone.event_id, gone.stream_id, gone.event_type, gone.failure,
           gone.attempts, gone.parked_at, drop_parked.reason, drop_parked.dropped_by, moment
    FROM gone
    RETURNING key, position
  )
  SELECT count(DISTINCT (given_up.key, given_up.position)) INTO dropped FROM given_up;
  RETURN dropped;
END
$$;
