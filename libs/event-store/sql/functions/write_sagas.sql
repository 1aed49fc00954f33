-- write_sagas(...): what becomes of instances that the caller's transaction holds, or begins; all of it in a few statements,
-- however many they are.
--
--   records          a JSON array of the instances as they are afterwards, each with `begins`: whether there was none
--   new_steps        a JSON array of the steps that they have decided on, each with saga and key
--   moved            a JSON array of {saga, key, number, status, turn, failure, ended_at}
--   deadlines        a JSON array of {saga, key, name, due_at, version, is_held_up}
--   over             a JSON array of {saga, key, name}, taken away first
-- Answers the number of a step that cannot be moved, because there is none or it has no turn, before anything is written; or
-- null. Raises 40001 if an instance is not there, or is there already: somebody else was first.
CREATE OR REPLACE FUNCTION :schema.write_sagas(records json, new_steps json, moved json, deadlines json, over json) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  unmovable integer;
  begun     bigint;
  written   bigint;
BEGIN
  IF json_array_length(moved) > 0 THEN
    SELECT said.number INTO unmovable
    FROM json_to_recordset(moved) AS said (saga text, key text, number integer, status text, turn integer)
    LEFT JOIN :schema.saga_steps AS kept ON kept.saga = said.saga AND kept.key = said.key AND kept.number = said.number
    WHERE kept.number IS NULL OR said.status = 'due' AND coalesce(said.turn, kept.turn) IS NULL
    LIMIT 1;
    IF unmovable IS NOT NULL THEN
      RETURN unmovable;
    END IF;
  END IF;

  INSERT INTO :schema.saga_instances
    (saga, key, version, status, state, correlation_id, metadata, started_by, started_position, started_at, changed_at, steps, turns,
     heard_to, told_before)
  SELECT said.saga, said.key, said.version, said.status, said.state, said.correlation_id, said.metadata, said.started_by,
         said.started_position, said.started_at, said.changed_at, said.steps, said.turns, said.heard_to,
         said.told_before
  FROM json_to_recordset(records) AS said (
    saga text, key text, version integer, status text, state json, correlation_id text, metadata json, started_by uuid,
    started_position bigint, started_at timestamptz, changed_at timestamptz, steps integer, turns integer, heard_to bigint,
    told_before json, begins boolean)
  WHERE said.begins
  ORDER BY said.saga COLLATE "C", said.key COLLATE "C"
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS begun = ROW_COUNT;
  IF begun <> (SELECT count(*) FROM json_to_recordset(records) AS said (begins boolean) WHERE said.begins) THEN
    RAISE EXCEPTION 'an instance has been begun by somebody else' USING ERRCODE = 'serialization_failure';
  END IF;

  INSERT INTO :schema.saga_steps (saga, key, number, turn, kind, type, payload, status, cause, decided_at, failure, ended_at)
  SELECT said.saga, said.key, said.number, said.turn, said.kind, said.type, said.payload, said.status, said.cause,
         said.decided_at, said.failure, said.ended_at
  FROM json_to_recordset(new_steps) AS said (
    saga text, key text, number integer, turn integer, kind text, type text, payload json, status text, cause json,
    decided_at timestamptz, failure text, ended_at timestamptz);

  UPDATE :schema.saga_steps AS kept
  SET status = said.status, turn = coalesce(said.turn, kept.turn), failure = said.failure,
      attempts = CASE WHEN said.status = 'due' THEN 0 ELSE kept.attempts END,
      failures = CASE WHEN said.status = 'due' THEN 0 ELSE kept.failures END, again_at = NULL,
      ended_at = said.ended_at
  FROM json_to_recordset(moved)
    AS said (saga text, key text, number integer, status text, turn integer, failure text, ended_at timestamptz)
  WHERE kept.saga = said.saga AND kept.key = said.key AND kept.number = said.number;

  DELETE FROM :schema.saga_deadlines AS kept USING json_to_recordset(over) AS said (saga text, key text, name text)
  WHERE kept.saga = said.saga AND kept.key = said.key AND kept.name = said.name;
  INSERT INTO :schema.saga_deadlines AS kept (saga, key, name, due_at, version, is_held_up)
  SELECT said.saga, said.key, said.name, said.due_at, said.version, said.is_held_up
  FROM json_to_recordset(deadlines)
    AS said (saga text, key text, name text, due_at timestamptz, version integer, is_held_up boolean)
  ON CONFLICT (saga, key, name) DO UPDATE SET due_at = excluded.due_at;
  -- Those that were set before go with their instance.
  UPDATE :schema.saga_deadlines AS kept SET version = said.version, is_held_up = said.failure IS NOT NULL
  FROM json_to_recordset(records) AS said (saga text, key text, version integer, failure text)
  WHERE kept.saga = said.saga AND kept.key = said.key
    AND (kept.version <> said.version OR kept.is_held_up <> (said.failure IS NOT NULL));

  -- Last, when it is known which step's turn it is. One that has waited goes on waiting; one that comes after another begins
  -- to, so that no instance is before the others for ever because it has decided on much at once.
  UPDATE :schema.saga_instances AS kept
  SET version = said.version, status = said.status, state = said.state, changed_at = said.changed_at, steps = said.steps,
      turns = said.turns, reason = said.reason, failure = said.failure, stuck_at = said.stuck_at,
      correlation_id = said.correlation_id, metadata = said.metadata, heard_to = greatest(said.heard_to, kept.heard_to),
      -- An earlier release does not say it.
      told_before = coalesce(said.told_before, kept.told_before),
      claim = CASE WHEN said.stands THEN kept.claim END,
      claimed_by = CASE WHEN said.stands THEN kept.claimed_by END,
      claimed_step = CASE WHEN said.stands THEN kept.claimed_step END,
      claimed_until = CASE WHEN said.stands THEN kept.claimed_until END,
      next_step = CASE WHEN said.failure IS NULL THEN said.first END,
      next_at = CASE
        WHEN said.failure IS NOT NULL OR said.first IS NULL THEN NULL
        WHEN said.stands THEN kept.claimed_until
        WHEN kept.next_step = said.first THEN least(kept.next_at, greatest(said.again_at, clock_timestamp()))
        ELSE greatest(said.again_at, clock_timestamp())
      END
  FROM (
    SELECT asked.*, coalesce(sent.status = 'due', false) AS stands, head.number AS first, head.again_at
    FROM json_to_recordset(records) AS asked (
      saga text, key text, version integer, status text, state json, correlation_id text, metadata json,
      changed_at timestamptz, steps integer, turns integer, heard_to bigint, told_before json, reason text, failure text,
      stuck_at json)
    JOIN :schema.saga_instances AS it ON it.saga = asked.saga AND it.key = asked.key
    LEFT JOIN :schema.saga_steps AS sent ON sent.saga = it.saga AND sent.key = it.key AND sent.number = it.claimed_step
    LEFT JOIN LATERAL (
      SELECT step.number, step.again_at FROM :schema.saga_steps AS step
      WHERE step.saga = it.saga AND step.key = it.key AND step.status = 'due'
      ORDER BY step.turn
      LIMIT 1
    ) AS head ON true
  ) AS said
  WHERE kept.saga = said.saga AND kept.key = said.key;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> json_array_length(records) THEN
    RAISE EXCEPTION 'an instance is not there any more' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END
$$;
