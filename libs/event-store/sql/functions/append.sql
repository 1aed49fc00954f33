-- append(...): appends to one stream or atomically to several, in one round trip, in the caller's transaction or in one
-- of its own. Waits for streams that other transactions hold.
--
--   stream_ids       the streams, each once
--   expected         of each: its expected version; a number, -1 for any, -2 for a stream that exists
--   event_stream     of each event, in order: its stream, as an index into stream_ids
--   event_offset     its place among the new events of its stream, counted from 1
--   event_*          what the row will hold
--   key, fingerprint the idempotency key and the fingerprint of the request; null without
-- Answers one row for each stream, in order:
--   appended         version and last_position after it
--   repeated         had been appended before, by key or by event ids: the first answer, with the ids it had then
--   conflict         the expected version does not hold; version is the stream's
--   key-conflict     the key was used for another request
--   id-conflict      an event id is in use for another event
--   closed           the stream takes no further events
-- A refusal is an answer, not an error, so that a transaction which the caller holds stays usable. There is no EXCEPTION
-- block: its subtransaction would cost each append, and a floor taken inside one is lost with it.
--
-- The settings at the head settle the plans: planned on an empty table they would be kept, and be five times as slow,
-- long after it has grown.
CREATE OR REPLACE FUNCTION :schema.append(
  stream_ids text[], expected bigint[],
  event_stream integer[], event_offset integer[], event_ids uuid[], event_types text[], schema_versions integer[],
  data jsonb[], metadata jsonb[], occurred_at timestamptz[], key text, fingerprint text
) RETURNS TABLE (outcome text, version bigint, last_position bigint, known_event_ids uuid[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  streams    record;
  earlier    record;
  before     bigint[];         -- of each stream: its version before
  after      bigint[];         -- of each stream: its version after
  missing    integer[];        -- the streams without a row
  created    bigint[];         -- the surrogate keys of those just made
  counts     bigint[];         -- of each stream: how many new events
  places     bigint[];         -- of each stream: the position of its last event
  positions  bigint[];
  made_at    timestamptz;
  refusal    text;
BEGIN
  PERFORM :schema.refuse_unsafe_commit();
  -- The key is claimed before anything is looked at: of two that bring it, the second waits here for the first.
  IF append.key IS NOT NULL THEN
    INSERT INTO :schema.idempotency_keys (key, fingerprint, stream_ids, versions, positions, event_ids, recorded_at)
    VALUES (append.key, append.fingerprint, stream_ids, '{}', '{}', event_ids, clock_timestamp())
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      -- Locked, so that this answer, too, has a commit that waits for the synchronous standby: the one that wrote the
      -- key may have been let go before it was confirmed.
      SELECT * INTO STRICT earlier FROM :schema.idempotency_keys AS known WHERE known.key = append.key FOR KEY SHARE;
      IF earlier.fingerprint <> append.fingerprint OR earlier.stream_ids <> append.stream_ids THEN
        RETURN QUERY SELECT 'key-conflict', 0::bigint, 0::bigint, NULL::uuid[] FROM unnest(stream_ids);
      ELSE
        RETURN QUERY SELECT 'repeated', said.version, said.position, earlier.event_ids
                     FROM unnest(earlier.versions, earlier.positions) AS said (version, position);
      END IF;
      RETURN;
    END IF;
  END IF;

  SELECT array_agg(asked.total ORDER BY asked.stream) INTO counts
  FROM (SELECT stream, count(*) AS total FROM unnest(event_stream) AS stream GROUP BY stream) AS asked;

  LOOP
    streams := :schema.lock_streams(stream_ids, false);
    before := streams.versions;
    made_at := greatest(date_trunc('milliseconds', clock_timestamp()), streams.last_recorded_at);

    refusal := NULL;
    SELECT CASE
             WHEN count(event.position) = 0 THEN NULL
             WHEN bool_and(event.position IS NOT NULL
                           AND event.stream_key = streams.stream_keys[asked.stream]
                           AND event.event_type = asked.event_type
                           AND event.schema_version = asked.schema_version
                           AND event.data = asked.data) THEN 'repeated'
             ELSE 'id-conflict'
           END
    INTO refusal
    FROM unnest(event_stream, event_ids, event_types, schema_versions, data)
           AS asked (stream, event_id, event_type, schema_version, data)
    LEFT JOIN :schema.events AS event ON event.event_id = asked.event_id;
    IF refusal = 'repeated' THEN
      SELECT array_agg(said.version ORDER BY said.stream), array_agg(said.position ORDER BY said.stream) INTO before, places
      FROM (SELECT asked.stream, max(event.version) AS version, max(event.position) AS position
            FROM unnest(event_stream, event_ids) AS asked (stream, event_id)
            JOIN :schema.events AS event ON event.event_id = asked.event_id
            GROUP BY asked.stream) AS said;
    ELSIF refusal IS NULL AND true = ANY (streams.closed) THEN
      refusal := 'closed';
    ELSIF refusal IS NULL THEN
      SELECT 'conflict' INTO refusal FROM unnest(expected, before) AS asked (expected, version)
      WHERE asked.expected >= 0 AND asked.expected <> asked.version OR asked.expected = -2 AND asked.version = 0
      LIMIT 1;
    END IF;
    IF refusal IS NOT NULL THEN
      DELETE FROM :schema.idempotency_keys AS claimed WHERE claimed.key = append.key;
      RETURN QUERY SELECT refusal, said.version, coalesce(said.position, 0), NULL::uuid[]
                   FROM unnest(before, places) AS said (version, position);
      RETURN;
    END IF;

    SELECT array_agg(asked.version + asked.added) INTO after FROM unnest(before, counts) AS asked (version, added);
    missing := array_positions(streams.stream_keys, 0);
    EXIT WHEN cardinality(missing) = 0;
    created := :schema.create_streams(
      (SELECT array_agg(stream_ids[place]) FROM unnest(missing) AS place),
      (SELECT array_agg(after[place]) FROM unnest(missing) AS place), made_at);
    FOR i IN 1 .. cardinality(missing) LOOP
      streams.stream_keys[missing[i]] := created[i];
    END LOOP;
    EXIT WHEN array_position(created, NULL) IS NULL;
    -- Another transaction was first with one of them: judge again, with that one locked and the rest as empty streams.
    UPDATE :schema.streams AS stream SET version = 0 WHERE stream.stream_key = ANY (created);
  END LOOP;

  UPDATE :schema.streams AS stream SET version = asked.version, recorded_at = made_at
  FROM unnest(streams.stream_keys, after) AS asked (stream_key, version)
  WHERE stream.stream_key = asked.stream_key AND stream.version <> asked.version;

  positions := :schema.write_events(
    (SELECT array_agg(streams.stream_keys[stream] ORDER BY place) FROM unnest(event_stream) WITH ORDINALITY AS asked (stream, place)),
    (SELECT array_agg(before[asked.stream] + asked.add ORDER BY place)
     FROM unnest(event_stream, event_offset) WITH ORDINALITY AS asked (stream, add, place)),
    event_ids, event_types, schema_versions, data, metadata, occurred_at, made_at);

  SELECT array_agg(said.position ORDER BY said.stream) INTO places
  FROM (SELECT asked.stream, max(asked.position) AS position
        FROM unnest(event_stream, positions) AS asked (stream, position) GROUP BY asked.stream) AS said;
  UPDATE :schema.idempotency_keys AS claimed SET versions = after, positions = places WHERE claimed.key = append.key;

  RETURN QUERY SELECT 'appended', said.version, said.position, NULL::uuid[] FROM unnest(after, places) AS said (version, position);
END
$$;
