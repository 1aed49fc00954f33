-- beat(...): a process's sign of life, which renews the leases that it holds, and what it learns in return. Writes one row,
-- and those of the segments whose report says something new.
--
--   process, name    its id, and how people find it
--   runs             the subscriptions that it has code for
--   lease_ms         for how long its leases are good from now on
--   reports          a JSON array of {subscription, segment, epoch, checkpoint, position, failure}
--   declines         null, or a JSON array of {subscription, segment, type, schemaVersion, position}: what it leaves to others
-- Answers the live processes in the order of their ids, and the segments of its subscriptions, with those that it holds of
-- others, in the order of their names and numbers: what it renews by this it has to know of, or nobody would give it back.
CREATE OR REPLACE FUNCTION :schema.beat(
  process text, name text, runs text[], lease_ms double precision, reports jsonb, declines jsonb DEFAULT NULL
)
RETURNS TABLE (processes json, segments json)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  lease CONSTANT interval := lease_ms * interval '1 millisecond';
BEGIN
  INSERT INTO :schema.subscription_processes AS kept (id, name, runs, seen_at, alive_until, declines)
  VALUES (beat.process, beat.name, beat.runs, clock_timestamp(), clock_timestamp() + lease, beat.declines)
  ON CONFLICT (id) DO UPDATE
  SET name = excluded.name, runs = excluded.runs, seen_at = clock_timestamp(), alive_until = clock_timestamp() + lease,
      declines = excluded.declines;

  -- Held is a segment whose owner is committing just now: its report has been overtaken.
  IF reports <> '[]' THEN
    WITH said AS MATERIALIZED (
      SELECT kept.subscription, kept.segment, kept.epoch, said.failure,
             CASE WHEN kept.position = said.checkpoint THEN greatest(kept.position, said.position) ELSE kept.position END AS position
      FROM jsonb_to_recordset(reports)
        AS said (subscription text, segment integer, epoch bigint, checkpoint bigint, position bigint, failure text)
      JOIN :schema.subscription_segments AS kept
        ON kept.subscription = said.subscription AND kept.segment = said.segment
      WHERE kept.owner = beat.process AND kept.epoch = said.epoch
        AND (kept.failure IS DISTINCT FROM said.failure OR kept.position = said.checkpoint AND said.position > kept.position)
      ORDER BY kept.subscription, kept.segment
      FOR NO KEY UPDATE OF kept SKIP LOCKED
    )
    UPDATE :schema.subscription_segments AS kept
    SET position = said.position, failure = said.failure,
        advanced_at = CASE WHEN said.position > kept.position THEN clock_timestamp() ELSE kept.advanced_at END
    FROM said
    WHERE kept.subscription = said.subscription AND kept.segment = said.segment
      AND kept.owner = beat.process AND kept.epoch = said.epoch;
  END IF;

  PERFORM :schema.redivide_subscription(kept.name) FROM :schema.subscriptions AS kept
  WHERE kept.drain_to IS NOT NULL AND kept.name = ANY (beat.runs);

  -- Those who have gone without a word.
  DELETE FROM :schema.subscription_processes AS gone
  WHERE gone.id IN (SELECT dead.id FROM :schema.subscription_processes AS dead
                    WHERE dead.alive_until < clock_timestamp() - interval '10 minutes' FOR UPDATE SKIP LOCKED);

  RETURN QUERY SELECT
    (SELECT json_agg(json_build_object('id', alive.id, 'name', alive.name, 'runs', alive.runs, 'declines', alive.declines)
                     ORDER BY alive.id)
     FROM :schema.subscription_processes AS alive WHERE alive.alive_until > clock_timestamp() OR alive.id = beat.process),
    (SELECT json_agg(json_build_object(
              'subscription', kept.subscription, 'segment', kept.segment, 'segments', whole.segments,
              'owner', CASE WHEN :schema.lease_end(kept.claimed_at, kept.leased_until, holder.seen_at, holder.alive_until)
                                 > clock_timestamp() THEN kept.owner END,
              'epoch', kept.epoch, 'position', kept.position,
              'halted', whole.paused_at IS NOT NULL OR whole.stopped_at IS NOT NULL,
              'paused', whole.paused_at IS NOT NULL, 'drainTo', whole.drain_to, 'revision', whole.revision)
            ORDER BY kept.subscription, kept.segment)
     FROM :schema.subscriptions AS whole
     JOIN :schema.subscription_segments AS kept ON kept.subscription = whole.name
     LEFT JOIN :schema.subscription_processes AS holder ON holder.id = kept.owner
     WHERE kept.subscription = ANY (beat.runs) OR kept.owner = beat.process);
END
$$;
