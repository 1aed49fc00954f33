-- divide_parked(subscription, segments): what waits in a subscription because its keys could not be told, in such shares of
-- these that each falls to one of so many segments. To be called while nobody else can park anything.
CREATE OR REPLACE FUNCTION :schema.divide_parked(subscription text, segments integer) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  parts integer := divide_parked.segments;
  known integer;
BEGIN
  FOR known IN
    SELECT DISTINCT split_part(kept.share, '/', 2)::integer FROM :schema.parked_events AS kept
    WHERE kept.subscription = divide_parked.subscription AND kept.share LIKE '%/%'
  LOOP
    parts := lcm(parts, known);
  END LOOP;
  WITH gone AS (
    DELETE FROM :schema.parked_events AS kept
    WHERE kept.subscription = divide_parked.subscription AND kept.share LIKE '%/%'
      AND split_part(kept.share, '/', 2) <> parts::text
    RETURNING kept.*
  )
  INSERT INTO :schema.parked_events
    (subscription, key, share, position, event_id, stream_id, event_type, failure, attempts, parked_at, retry_requested_at)
  SELECT gone.subscription, gone.key, part || '/' || parts, gone.position, gone.event_id, gone.stream_id, gone.event_type,
         gone.failure, gone.attempts, gone.parked_at, gone.retry_requested_at
  FROM gone,
       generate_series(split_part(gone.share, '/', 1)::integer, parts - 1, split_part(gone.share, '/', 2)::integer) AS part;
END
$$;
