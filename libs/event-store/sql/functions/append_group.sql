-- append_group(...): the appends of several callers in one round trip and one commit, each all-or-nothing. Waits for
-- nobody: what another transaction holds is answered with alone, and goes through append() on another connection.
-- Runs in a transaction of its own, under READ COMMITTED.
--
--   stream_ids       the distinct streams of the call
--   part_unit        a part is one append's share of one stream; of each part, in order: its append, counted from 1
--   part_stream      its stream, as an index into stream_ids; an append has one part for a stream at most
--   part_expected    its expected version; a number, -1 for any, -2 for a stream that exists
--   part_events      how many events it has
--   event_part       of each event, in order: its part
--   event_offset     its place in the part, counted from 1
--   event_*          what the row will hold
--   part_key, part_fingerprint
--                    of each part: its append's idempotency key and the fingerprint of its request; null without
-- Answers one row for each part, in order, with the outcome of its append:
--   appended         version and last_position after it
--   conflict         the expected version does not hold; version is the stream's
--   closed           the stream takes no further events
--   alone            a row is held, or a key or an event id is known, or it must not be made without folding it, or an
--                    append before it on one of its streams goes alone: append() will know what to say
-- An append that meets another transaction's uncommitted creation or key fails the call after lock_timeout; the caller
-- then sends each alone.
CREATE OR REPLACE FUNCTION :schema.append_group(
  stream_ids text[],
  part_unit integer[], part_stream integer[], part_expected bigint[], part_events integer[],
  part_key text[], part_fingerprint text[],
  event_part integer[], event_offset integer[], event_ids uuid[], event_types text[], schema_versions integer[],
  data jsonb[], metadata jsonb[], occurred_at timestamptz[]
) RETURNS TABLE (outcome text, version bigint, last_position bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
SET lock_timeout = '20ms'
AS $$
#variable_conflict use_column
DECLARE
  parts     CONSTANT integer := cardinality(part_unit);
  streams   record;
  keys      bigint[];          -- of each stream: its surrogate key; 0 while it has none
  versions  bigint[];          -- of each stream: its version, as the accepted parts leave it
  bases     bigint[];          -- of each part: the version that its first event follows; null if it is not written
  outcomes  text[];            -- of each part
  said      bigint[];          -- of each part: the version to answer with
  through   integer[];         -- of each part: how many events are written up to its end
  known     integer[];         -- the parts with a key or an event id that is known already
  missing   bigint[];          -- the streams to create
  created   bigint[];
  positions bigint[];
  made_at   timestamptz;
  judgement text;
  written   integer := 0;
  first     integer := 1;      -- the first and the last part of the append that is judged
  last      integer;
  s         integer;
BEGIN
  PERFORM :schema.refuse_unsafe_commit();
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'grouped appends need READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  streams := :schema.lock_streams(stream_ids, true);
  versions := streams.versions;
  keys := streams.stream_keys;
  made_at := greatest(date_trunc('milliseconds', clock_timestamp()), streams.last_recorded_at);

  -- Known is what the log has already, and what an earlier append of this call brings.
  SELECT array_agg(asked.part) INTO known
  FROM (SELECT event_id, part, row_number() OVER (PARTITION BY event_id ORDER BY part) > 1 AS again
        FROM unnest(event_ids, event_part) AS brought (event_id, part)) AS asked
  LEFT JOIN :schema.events AS event ON event.event_id = asked.event_id
  WHERE asked.again OR event.event_id IS NOT NULL;
  IF part_key IS NOT NULL THEN
    SELECT known || array_agg(asked.part) INTO known
    FROM (SELECT key, part::integer, min(part_unit[part]) OVER (PARTITION BY key) <> part_unit[part] AS again
          FROM unnest(part_key) WITH ORDINALITY AS brought (key, part) WHERE key IS NOT NULL) AS asked
    LEFT JOIN :schema.idempotency_keys AS earlier ON earlier.key = asked.key
    WHERE asked.again OR earlier.key IS NOT NULL;
  END IF;

  IF EXISTS (SELECT FROM :schema.projection_generations AS made WHERE made.state = 'live' AND made.inline_types IS NOT NULL) THEN
    SELECT known || array_agg(event_part[missed.place]) INTO known
    FROM :schema.unfolded(event_types, (
      SELECT array_agg(split_part(stream_ids[part_stream[asked.part]], '-', 1) ORDER BY asked.place)
      FROM unnest(event_part) WITH ORDINALITY AS asked (part, place))) AS missed;
  END IF;

  -- One append after another: the later ones see the versions that the earlier ones leave.
  WHILE first <= parts LOOP
    judgement := 'appended';
    last := first;
    LOOP
      s := part_stream[last];
      IF streams.held[s] OR last = ANY (known) THEN
        judgement := 'alone';
      ELSIF judgement = 'appended' AND streams.closed[s] THEN
        judgement := 'closed';
      ELSIF judgement = 'appended'
        AND (part_expected[last] >= 0 AND part_expected[last] <> versions[s]
             OR part_expected[last] = -2 AND versions[s] = 0) THEN
        judgement := 'conflict';
      END IF;
      EXIT WHEN last = parts OR part_unit[last + 1] <> part_unit[first];
      last := last + 1;
    END LOOP;
    FOR part IN first .. last LOOP
      s := part_stream[part];
      IF judgement = 'appended' THEN
        bases[part] := versions[s];
        versions[s] := versions[s] + part_events[part];
        written := written + part_events[part];
      ELSE
        bases[part] := NULL;
        -- What comes after it on its streams waits for it, so that nothing overtakes.
        streams.held[s] := judgement = 'alone' OR streams.held[s];
      END IF;
      outcomes[part] := judgement;
      said[part] := versions[s];
      through[part] := written;
    END LOOP;
    first := last + 1;
  END LOOP;

  IF written > 0 THEN
    UPDATE :schema.streams AS stream SET version = asked.version, recorded_at = made_at
    FROM unnest(keys, versions) AS asked (stream_key, version)
    WHERE asked.stream_key > 0 AND stream.stream_key = asked.stream_key AND stream.version <> asked.version;

    -- In one order for all groups. A stream that another transaction has just created fails the call.
    SELECT array_agg(asked.place ORDER BY asked.stream_id) INTO missing
    FROM unnest(stream_ids, keys, versions) WITH ORDINALITY AS asked (stream_id, stream_key, version, place)
    WHERE asked.stream_key = 0 AND asked.version > 0;
    IF missing IS NOT NULL THEN
      WITH created AS (
        INSERT INTO :schema.streams (stream_id, version, recorded_at)
        SELECT stream_ids[asked.place], versions[asked.place], made_at
        FROM unnest(missing) WITH ORDINALITY AS asked (place, turn) ORDER BY asked.turn
        RETURNING stream_key
      )
      SELECT array_agg(created.stream_key ORDER BY created.stream_key) INTO created FROM created;
      FOR i IN 1 .. cardinality(created) LOOP
        keys[missing[i]] := created[i];
      END LOOP;
    END IF;

    positions := :schema.write_events(
      (SELECT array_agg(keys[part_stream[part]] ORDER BY place) FROM unnest(event_part) WITH ORDINALITY AS asked (part, place)),
      (SELECT array_agg(bases[asked.part] + asked.add ORDER BY place)
       FROM unnest(event_part, event_offset) WITH ORDINALITY AS asked (part, add, place)),
      event_ids, event_types, schema_versions, data, metadata, occurred_at, made_at);
    IF part_key IS NOT NULL THEN
      INSERT INTO :schema.idempotency_keys (key, fingerprint, stream_ids, versions, positions, event_ids, recorded_at)
      SELECT asked.key, min(asked.fingerprint),
             array_agg(stream_ids[asked.stream] ORDER BY asked.part), array_agg(asked.version ORDER BY asked.part),
             array_agg(positions[asked.through] ORDER BY asked.part),
             (SELECT array_agg(event.event_id ORDER BY event.place)
              FROM unnest(event_ids, event_part) WITH ORDINALITY AS event (event_id, part, place)
              WHERE part_unit[event.part] = asked.unit), made_at
      FROM unnest(part_key, part_fingerprint, part_unit, part_stream, said, through, outcomes)
        WITH ORDINALITY AS asked (key, fingerprint, unit, stream, version, through, outcome, part)
      WHERE asked.key IS NOT NULL AND asked.outcome = 'appended'
      GROUP BY asked.unit, asked.key;
    END IF;
  END IF;
  RETURN QUERY SELECT asked.outcome, asked.version, coalesce(positions[asked.through], 0)
               FROM unnest(outcomes, said, through) AS asked (outcome, version, through);
END
$$;
