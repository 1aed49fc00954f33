-- advance_segment(...): moves a checkpoint, and writes what was parked on the way, if the lease still stands: the last
-- statement of the transaction in which the work was done, or one on its own.
--
--   subscription, segment, owner, epoch, checkpoint
--                    the lease. The checkpoint is part of it: a database that has gone back has another one
--   to_position      the new checkpoint
--   parked           null, or a JSON array of {key, share, position, eventId, streamId, type, failure, attempts}
--   unparked         null, or a JSON array of {key, share, position}; a release from before names no share
-- Answers whether the lease stands; if not, nothing was written here, and the caller has to roll back the rest.
CREATE OR REPLACE FUNCTION :schema.advance_segment(
  subscription text, segment integer, owner text, epoch bigint, checkpoint bigint, to_position bigint, parked jsonb, unparked jsonb
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  IF parked IS NOT NULL OR unparked IS NOT NULL THEN
    -- Before the segment, as everybody takes them. Keeps operators from the parked events, and these statements see
    -- what operators have done before.
    PERFORM FROM :schema.subscriptions AS whole WHERE whole.name = advance_segment.subscription FOR SHARE;
    -- Dropped on record while it was tried again: what was tried must not be kept.
    PERFORM FROM jsonb_to_recordset(unparked) AS said (key text, share text, position bigint)
    WHERE NOT EXISTS (SELECT FROM :schema.parked_events AS kept WHERE kept.subscription = advance_segment.subscription
                      AND kept.key = said.key AND kept.position = said.position
                      AND (kept.share = said.share OR said.share IS NULL AND kept.share IN ('', '?')));
    IF FOUND THEN
      RETURN false;
    END IF;
  END IF;

  UPDATE :schema.subscription_segments AS kept
  SET position = to_position, failure = NULL,
      advanced_at = CASE WHEN to_position > kept.position THEN clock_timestamp() ELSE kept.advanced_at END
  WHERE kept.subscription = advance_segment.subscription AND kept.segment = advance_segment.segment
    AND kept.owner = advance_segment.owner AND kept.epoch = advance_segment.epoch AND kept.position = checkpoint;
  IF NOT FOUND THEN
    RETURN false;
  END IF;

  IF unparked IS NOT NULL THEN
    DELETE FROM :schema.parked_events AS kept USING jsonb_to_recordset(unparked) AS said (key text, share text, position bigint)
    WHERE kept.subscription = advance_segment.subscription AND kept.position = said.position AND kept.key = said.key
      AND (kept.share = said.share OR said.share IS NULL AND kept.share IN ('', '?'));
  END IF;
  IF parked IS NOT NULL THEN
    PERFORM :schema.park_events(advance_segment.subscription, parked);
  END IF;
  RETURN true;
END
$$;
