-- begin_copy(...): the first statement of each transaction that writes into a copy. Locks the old stream and the new one
-- until the transaction ends, puts the copy on record if it is not, and opens the new stream for this transaction alone:
-- end_copy(), its last one, closes it again, or closes the old one for good. So at each moment one of the two takes
-- events, and the transaction sees all that was appended to the old one.
--
--   source, target   the old stream and the new one
--   transformation, reason, ordered_by
--                    through what, why, and on whose word
-- Answers the versions of both, and
--   open             it may be written into
--   complete         it has been completed; the versions are those at which it was
--   missing          the old stream has no events
--   closed           the old stream takes no further events
--   elsewhere        the old stream is being copied into another one, or was
--   taken            the new stream is another one's: it has events that are not of this copy
-- After any answer but open nothing was written.
CREATE OR REPLACE FUNCTION :schema.begin_copy(source text, target text, transformation text, reason text, ordered_by text)
RETURNS TABLE (outcome text, source_version bigint, target_version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  old     :schema.streams;
  new     :schema.streams;
  known   :schema.stream_copies;
  refusal text;
BEGIN
  PERFORM :schema.refuse_unsafe_commit();
  -- In the order in which appends lock rows.
  PERFORM FROM :schema.streams AS stream WHERE stream.stream_id IN (begin_copy.source, begin_copy.target)
  ORDER BY stream.stream_key FOR NO KEY UPDATE;
  SELECT * INTO old FROM :schema.streams AS stream WHERE stream.stream_id = begin_copy.source;
  IF coalesce(old.version, 0) = 0 THEN
    RETURN QUERY SELECT 'missing', 0::bigint, 0::bigint;
    RETURN;
  END IF;
  SELECT * INTO new FROM :schema.streams AS stream WHERE stream.stream_id = begin_copy.target;
  SELECT * INTO known FROM :schema.stream_copies AS copy WHERE copy.target_key = new.stream_key;
  IF known.target_key IS NULL THEN
    refusal := CASE
      WHEN new.version > 0 THEN 'taken'
      WHEN EXISTS (SELECT FROM :schema.stream_copies AS copy WHERE copy.source_key = old.stream_key AND copy.state <> 'abandoned')
        THEN 'elsewhere'
    END;
  ELSIF known.source_key <> old.stream_key OR known.transformation <> begin_copy.transformation OR known.state = 'abandoned' THEN
    refusal := 'taken';
  ELSIF known.state = 'complete' THEN
    RETURN QUERY SELECT 'complete', known.source_version, known.target_version;
    RETURN;
  END IF;
  IF refusal IS NULL AND old.closed_at IS NOT NULL THEN
    refusal := 'closed';
  END IF;
  IF refusal IS NULL AND new.stream_key IS NULL THEN
    INSERT INTO :schema.streams (stream_id, version, recorded_at, closed_at)
    VALUES (begin_copy.target, 0, clock_timestamp(), clock_timestamp()) ON CONFLICT (stream_id) DO NOTHING
    RETURNING * INTO new;
    -- Two that begin the same copy have waited for each other at the old stream's row: this one was made by an append.
    IF new.stream_key IS NULL THEN
      refusal := 'taken';
    END IF;
  END IF;
  IF refusal IS NOT NULL THEN
    RETURN QUERY SELECT refusal, old.version, coalesce(new.version, 0);
    RETURN;
  END IF;

  IF known.target_key IS NULL THEN
    INSERT INTO :schema.stream_copies (target_key, source_key, transformation, state, reason, ordered_by, begun_at)
    VALUES (new.stream_key, old.stream_key, begin_copy.transformation, 'under-way', begin_copy.reason, begin_copy.ordered_by,
            clock_timestamp());
  END IF;
  UPDATE :schema.streams AS stream SET closed_at = NULL WHERE stream.stream_key = new.stream_key;
  -- So that it is looked at when the transaction commits.
  UPDATE :schema.stream_copies AS copy SET state = copy.state WHERE copy.target_key = new.stream_key;
  RETURN QUERY SELECT 'open', old.version, new.version;
END
$$;
