-- note_incarnation(): puts on record that the log goes on in another history than the last one on record, if it does. Called by
-- each process on the first connection to a server, before it appends anything there: what comes behind `begun_after` is new.
CREATE OR REPLACE FUNCTION :schema.note_incarnation() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  met      CONSTANT text := :schema.incarnation_identity();
  last     :schema.incarnations;
  safe     bigint;
  -- When the last transaction was committed that a standby, or a recovery to a point in time, has taken over.
  replayed timestamptz := pg_last_xact_replay_timestamp();
BEGIN
  SELECT * INTO last FROM :schema.incarnations ORDER BY ordinal DESC LIMIT 1;
  IF last.identity = met THEN
    RETURN;
  END IF;
  LOCK TABLE :schema.incarnations IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO last FROM :schema.incarnations ORDER BY ordinal DESC LIMIT 1;
  IF last.identity = met THEN
    RETURN;
  END IF;
  -- Of what the server has replayed long ago, before this dump was restored on it, nothing follows.
  IF regexp_replace(last.identity, '/[^/]*$', '') IS DISTINCT FROM regexp_replace(met, '/[^/]*$', '') THEN
    replayed := NULL;
  END IF;
  safe := :schema.safe_position();
  INSERT INTO :schema.incarnations (ordinal, identity, begun_after, met_at)
  VALUES (
    coalesce(last.ordinal, 0) + 1, met,
    CASE WHEN last.ordinal IS NULL THEN 0
         -- What somebody has appended already who was quicker is later than what was replayed.
         ELSE coalesce((SELECT event.position FROM :schema.events AS event
                        WHERE event.position <= safe AND (replayed IS NULL OR event.recorded_at <= replayed)
                        ORDER BY event.position DESC LIMIT 1), 0) END,
    clock_timestamp()
  );
END
$$;
