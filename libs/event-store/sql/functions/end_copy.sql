-- end_copy(target, complete): the last statement of a transaction that begin_copy() has begun. Until the copy is complete
-- the new stream takes no events but the copy's; once it is, the old one takes none.
CREATE OR REPLACE FUNCTION :schema.end_copy(target text, complete boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  new     :schema.streams;
  old_key bigint;
BEGIN
  SELECT * INTO new FROM :schema.streams AS stream WHERE stream.stream_id = end_copy.target FOR NO KEY UPDATE;
  SELECT copy.source_key INTO old_key FROM :schema.stream_copies AS copy
  WHERE copy.target_key = new.stream_key AND copy.state = 'under-way';
  -- Nobody closes a stream but by a copy with events that this transaction has opened.
  IF old_key IS NULL OR new.closed_at IS NOT NULL OR new.version = 0 THEN
    RAISE EXCEPTION 'no copy into this stream is being written' USING ERRCODE = 'object_not_in_prerequisite_state',
      HINT = 'Call begin_copy() first, in the same transaction, and append something.';
  END IF;
  IF NOT complete THEN
    UPDATE :schema.streams AS stream SET closed_at = clock_timestamp() WHERE stream.stream_key = new.stream_key;
    RETURN;
  END IF;
  UPDATE :schema.streams AS stream SET closed_at = clock_timestamp() WHERE stream.stream_key = old_key;
  UPDATE :schema.stream_copies AS copy
  SET state = 'complete', ended_at = clock_timestamp(), target_version = new.version,
      source_version = (SELECT stream.version FROM :schema.streams AS stream WHERE stream.stream_key = old_key)
  WHERE copy.target_key = new.stream_key;
END
$$;
