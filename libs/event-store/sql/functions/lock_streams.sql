-- lock_streams(stream_ids, skip_held): locks the rows of these streams and says for each, in the order given, its
-- surrogate key (0: no row), its version, whether it is closed, and for all of them when one was last recorded to. Rows
-- are waited for in one order, whoever waits; with skip_held a row that another transaction holds is passed over and
-- reads as held.
CREATE OR REPLACE FUNCTION :schema.lock_streams(
  stream_ids text[], skip_held boolean,
  OUT stream_keys bigint[], OUT versions bigint[], OUT closed boolean[], OUT held boolean[], OUT last_recorded_at timestamptz
)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT skip_held THEN
    PERFORM FROM :schema.streams AS stream WHERE stream.stream_id = ANY (stream_ids)
    ORDER BY stream.stream_key FOR NO KEY UPDATE;
  END IF;
  -- After the wait above this statement sees what was committed meanwhile, and meets rows that are its own already.
  -- One look-up for each stream; a join of the locked rows with the names would compare each with each.
  SELECT array_agg(coalesce(locked.stream_key, 0) ORDER BY asked.place),
         array_agg(coalesce(locked.version, 0) ORDER BY asked.place),
         array_agg(locked.closed_at IS NOT NULL ORDER BY asked.place),
         max(locked.recorded_at)
  INTO stream_keys, versions, closed, last_recorded_at
  FROM unnest(stream_ids) WITH ORDINALITY AS asked (stream_id, place)
  LEFT JOIN LATERAL (
    SELECT stream.stream_key, stream.version, stream.closed_at, stream.recorded_at
    FROM :schema.streams AS stream WHERE stream.stream_id = asked.stream_id
    FOR NO KEY UPDATE SKIP LOCKED
  ) AS locked ON true;
  -- There, but not locked: held. It may also have come into being just now; sent again alone, it will be met.
  IF 0 = ANY (stream_keys) THEN
    SELECT array_agg(asked.stream_key = 0 AND stream.stream_id IS NOT NULL ORDER BY asked.place) INTO held
    FROM unnest(stream_ids, stream_keys) WITH ORDINALITY AS asked (stream_id, stream_key, place)
    LEFT JOIN :schema.streams AS stream USING (stream_id);
  END IF;
END
$$;
