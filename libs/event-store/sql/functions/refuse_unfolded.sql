-- refuse_unfolded(stream_keys, versions, event_types): refuses an append of events that a read model takes which appends write
-- themselves, if this transaction has not shown to know it: its rows would lack them for ever.
--
-- Must be called when the floor has been taken. Whoever puts such a read model on record waits for the floors of before: an
-- append that took its own before has been waited for, and one that took it later sees the record here.
CREATE OR REPLACE FUNCTION :schema.refuse_unfolded(stream_keys bigint[], versions bigint[], event_types text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  missed record;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- The snapshot may be older than the record. If so, this fails with a serialisation failure.
    PERFORM FROM :schema.inline_changes FOR SHARE;
  END IF;
  IF NOT EXISTS (SELECT FROM :schema.projection_generations AS made WHERE made.state = 'live' AND made.inline_types IS NOT NULL) THEN
    RETURN;
  END IF;
  SELECT unfolded.projection, unfolded.version, event_types[unfolded.place] AS event_type INTO missed
  FROM :schema.unfolded(event_types, (
    SELECT array_agg(stream.category ORDER BY asked.place)
    FROM unnest(stream_keys, versions) WITH ORDINALITY AS asked (stream_key, version, place)
    LEFT JOIN :schema.streams AS stream ON stream.stream_key = asked.stream_key AND asked.version IS NOT NULL)) AS unfolded
  WHERE versions[unfolded.place] IS NOT NULL
  ORDER BY unfolded.projection LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the read model % is written by appends, and this one does not know it', missed.projection
      USING ERRCODE = '53DB1', CONSTRAINT = missed.projection, COLUMN = missed.version::text, DATATYPE = missed.event_type,
            HINT = 'A release of the application that knows it can append.';
  END IF;
END
$$;
