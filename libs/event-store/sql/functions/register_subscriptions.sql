-- register_subscriptions(wanted, known_types): puts subscriptions on record, or brings the record up to date. Runs in a transaction of
-- its own under READ COMMITTED.
--
--   wanted           a JSON array of {name, kind, types, categories, segments, starts}; starts: a position, or null for now
--   known_types      the event types that the process knows, or null for whatever there may be
-- One that is new begins where it says: of two processes at once, the second waits here for the first and finds it known.
-- One of a read model's generation that needs none, because appends write it or because it is at an end, is not put on record
-- again by whoever has not heard of that yet.
-- Types on record that the process does not know stay there: they were put there by another release, and nobody who does not
-- know them can have decided that they are no longer wanted. So a generation of a read model that is new wants those, too, that
-- the process does not know and another one of its version wants, or appends fold into it. Types that come to be wanted begin a new epoch, so that whoever
-- reads without them does not get past one of them any more.
-- A number of segments that has changed begins a new division, see redivide_subscription().
CREATE OR REPLACE FUNCTION :schema.register_subscriptions(wanted jsonb, known_types text[] DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  asked record;
  known record;
  start bigint;
  foreign_types text[];
  now_wanted text[];
BEGIN
  -- In one order, whoever registers, so that no two wait for each other.
  FOR asked IN
    SELECT * FROM jsonb_to_recordset(wanted)
      AS asked (name text, kind text, types text[], categories text[], segments integer, starts bigint)
    ORDER BY name COLLATE "C"
  LOOP
    INSERT INTO :schema.subscriptions (name, kind, types, categories, segments, wanted_segments, revision, registered_at)
    VALUES (asked.name, asked.kind, asked.types, asked.categories, asked.segments, asked.segments, 0, clock_timestamp())
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
      -- A statement of its own: what has removed the row before is visible now.
      IF asked.kind = 'projection' AND EXISTS (
        SELECT FROM :schema.projection_generations AS made
        WHERE made.projection = split_part(asked.name, '@', 1)
          AND made.version || '.' || made.generation = split_part(asked.name, '@', 2)
          AND (made.inline_since IS NOT NULL OR made.state IN ('failed', 'cancelled', 'dropped'))
      ) THEN
        DELETE FROM :schema.subscriptions AS kept WHERE kept.name = asked.name;
        CONTINUE;
      END IF;
      start := asked.starts;
      IF asked.kind = 'projection' THEN
        foreign_types := ARRAY(
          SELECT other.type FROM (
            SELECT unnest(whole.types) AS type FROM :schema.subscriptions AS whole
            WHERE starts_with(whole.name, split_part(asked.name, '.', 1) || '.')
            UNION
            SELECT unnest(made.inline_types) FROM :schema.projection_generations AS made
            WHERE made.projection || '@' || made.version = split_part(asked.name, '.', 1)
          ) AS other
          WHERE other.type <> ALL (known_types) AND other.type <> ALL (asked.types) ORDER BY other.type);
        UPDATE :schema.subscriptions AS kept SET types = asked.types || foreign_types
        WHERE kept.name = asked.name AND foreign_types <> '{}';
      END IF;
      IF start IS NULL THEN
        -- Two statements: the second one's snapshot must be younger than the safe position.
        start := :schema.safe_position();
        start := (SELECT coalesce(max(event.position), 0) FROM :schema.events AS event WHERE event.position <= start);
      END IF;
      INSERT INTO :schema.subscription_segments (subscription, segment, position, advanced_at, epoch)
      SELECT asked.name, segment, start, clock_timestamp(), 0 FROM generate_series(0, asked.segments - 1) AS segment;
      CONTINUE;
    END IF;

    SELECT * INTO known FROM :schema.subscriptions AS kept WHERE kept.name = asked.name FOR NO KEY UPDATE;
    CONTINUE WHEN NOT FOUND;  -- removed at this very moment
    foreign_types := ARRAY(SELECT type FROM unnest(known.types) AS type
                           WHERE type <> ALL (known_types) AND type <> ALL (asked.types) ORDER BY type);
    now_wanted := CASE WHEN asked.types IS NOT NULL THEN asked.types || foreign_types END;
    IF (known.kind, known.types, known.categories) IS DISTINCT FROM (asked.kind, now_wanted, asked.categories) THEN
      UPDATE :schema.subscriptions AS kept
      SET kind = asked.kind, types = now_wanted, categories = asked.categories, revision = kept.revision + 1
      WHERE kept.name = asked.name;
    END IF;
    IF known.types IS NOT NULL AND (now_wanted IS NULL OR NOT now_wanted <@ known.types) THEN
      UPDATE :schema.subscription_segments AS kept SET epoch = kept.epoch + 1 WHERE kept.subscription = asked.name;
    END IF;
    IF known.wanted_segments <> asked.segments THEN
      UPDATE :schema.subscriptions AS kept
      SET wanted_segments = asked.segments,
          drain_to = CASE WHEN asked.segments <> kept.segments THEN
            (SELECT max(segment.position) FROM :schema.subscription_segments AS segment WHERE segment.subscription = kept.name)
          END
      WHERE kept.name = asked.name;
    END IF;
  END LOOP;
END
$$;
