-- inline_lag(subscription): what keeps appends from writing a generation themselves, in place of the subscription that has
-- filled it: 'parked' events, or being 'behind' what is in the log, 'far-behind' by more than 1,000 events; 'none' if
-- nothing does. Called alone it is a guess; with the projection's lock held (part 0 of inline_lock), under which nothing
-- that it wants is in flight, it is the truth.
CREATE OR REPLACE FUNCTION :schema.inline_lag(subscription text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whole record;
  least bigint;
  left_over bigint;
BEGIN
  SELECT * INTO whole FROM :schema.subscriptions AS kept WHERE kept.name = inline_lag.subscription;
  IF NOT FOUND THEN
    RETURN 'behind';
  END IF;
  least := (SELECT min(segment.position) FROM :schema.subscription_segments AS segment WHERE segment.subscription = whole.name);
  IF EXISTS (SELECT FROM :schema.parked_events AS parked WHERE parked.subscription = whole.name) THEN
    RETURN 'parked';
  END IF;
  SELECT count(*) INTO left_over FROM (
    SELECT FROM :schema.events AS event JOIN :schema.streams AS stream USING (stream_key)
    WHERE event.position > least
      AND (whole.types IS NULL OR event.event_type = ANY (whole.types))
      AND (whole.categories IS NULL OR stream.category = ANY (whole.categories))
    LIMIT 1001
  ) AS missing;
  RETURN CASE WHEN left_over = 0 THEN 'none' WHEN left_over <= 1000 THEN 'behind' ELSE 'far-behind' END;
END
$$;
