-- redivide_subscription(name): goes on with the division of a subscription into another number of segments. While some are
-- behind, they are told how far to go: as far as the foremost. Once all are at one position they are replaced, and a
-- commit under a lease from before finds its epoch no more. Waits for nobody; what is held is left for the next time.
CREATE OR REPLACE FUNCTION :schema.redivide_subscription(name text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  kept     record;
  segments integer;
  reached  record;
BEGIN
  SELECT * INTO kept FROM :schema.subscriptions AS s
  WHERE s.name = redivide_subscription.name AND s.drain_to IS NOT NULL FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT count(*) INTO segments
  FROM (SELECT FROM :schema.subscription_segments AS s WHERE s.subscription = kept.name
        ORDER BY s.segment FOR UPDATE SKIP LOCKED) AS locked;
  IF segments < kept.segments THEN
    RETURN;
  END IF;
  -- After the locks, so that this sees what was committed last.
  SELECT min(s.position) AS least, max(s.position) AS most, max(s.epoch) AS epoch INTO reached
  FROM :schema.subscription_segments AS s WHERE s.subscription = kept.name;
  IF reached.least < reached.most THEN
    UPDATE :schema.subscriptions AS s SET drain_to = reached.most WHERE s.name = kept.name AND s.drain_to <> reached.most;
    RETURN;
  END IF;
  DELETE FROM :schema.subscription_segments AS s WHERE s.subscription = kept.name;
  INSERT INTO :schema.subscription_segments (subscription, segment, position, advanced_at, epoch)
  SELECT kept.name, segment, reached.most, clock_timestamp(), reached.epoch + 1
  FROM generate_series(0, kept.wanted_segments - 1) AS segment;
  PERFORM :schema.divide_parked(kept.name, kept.wanted_segments);
  UPDATE :schema.subscriptions AS s SET segments = s.wanted_segments, drain_to = NULL, revision = s.revision + 1
  WHERE s.name = kept.name;
END
$$;
