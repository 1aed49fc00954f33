-- abandon_copy(target, reason): gives up a copy that is under way. What it has written stays, in a stream that stays closed;
-- the old stream goes on, and may be copied into another one. Answers whether it was under way.
CREATE OR REPLACE FUNCTION :schema.abandon_copy(target text, reason text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  new_key bigint;
BEGIN
  -- The row at which whoever writes into it waits, too.
  SELECT stream.stream_key INTO new_key FROM :schema.streams AS stream
  WHERE stream.stream_id = abandon_copy.target FOR NO KEY UPDATE;
  UPDATE :schema.stream_copies AS copy SET state = 'abandoned', ended_at = clock_timestamp(), ended_for = abandon_copy.reason
  WHERE copy.target_key = new_key AND copy.state = 'under-way';
  RETURN FOUND;
END
$$;
