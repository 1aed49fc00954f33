-- claim_steps(...): takes steps whose turn and time have come, each of another instance, those first that have waited longest.
-- Instances that somebody is changing at this moment are passed over.
--
--   process          who takes them
--   sagas, versions  of which instances, in pairs
--   at_most          how many
--   lease_ms         how long the claims stand without a sign of life
-- Answers one row for each: JSON of {saga, key, version, status, correlationId, metadata, claim, step}.
--
-- The steps are looked at by a statement of their own: a step that was decided on while the first one was on its way to its
-- instance would not be seen by that.
CREATE OR REPLACE FUNCTION :schema.claim_steps(
  process text, sagas text[], versions integer[], at_most integer, lease_ms double precision
) RETURNS TABLE (claimed json)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_bitmapscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  claims uuid[];
BEGIN
  WITH ready AS MATERIALIZED (
    SELECT it.saga, it.key, it.next_at
    FROM unnest(sagas, versions) AS wanted (saga, version),
    LATERAL (
      SELECT kept.saga, kept.key, kept.next_at FROM :schema.saga_instances AS kept
      WHERE kept.saga = wanted.saga AND kept.version = wanted.version AND kept.next_at <= statement_timestamp()
      ORDER BY kept.next_at
      LIMIT at_most
      FOR NO KEY UPDATE SKIP LOCKED
    ) AS it
    ORDER BY it.next_at
    LIMIT at_most
  ),
  taken AS (
    UPDATE :schema.saga_instances AS kept
    SET claim = gen_random_uuid(), claimed_by = process, claimed_step = kept.next_step,
        claimed_until = clock_timestamp() + lease_ms * interval '1 millisecond',
        next_at = clock_timestamp() + lease_ms * interval '1 millisecond'
    FROM ready WHERE kept.saga = ready.saga AND kept.key = ready.key
    RETURNING kept.claim, ready.next_at
  )
  SELECT array_agg(taken.claim ORDER BY taken.next_at) INTO claims FROM taken;
  IF claims IS NULL THEN
    RETURN;
  END IF;
  -- Whatever is committed after this takes it to the disk as well. A crash of the server before that gives the claims back,
  -- and what was sent meanwhile is known by its idempotency key.
  PERFORM set_config('synchronous_commit', 'off', true);

  UPDATE :schema.saga_steps AS step SET attempts = step.attempts + 1
  FROM unnest(claims) AS mine (claim) JOIN :schema.saga_instances AS kept ON kept.claim = mine.claim
  WHERE step.saga = kept.saga AND step.key = kept.key AND step.number = kept.claimed_step;

  RETURN QUERY
  SELECT json_build_object(
    'saga', kept.saga, 'key', kept.key, 'version', kept.version, 'status', kept.status, 'correlationId', kept.correlation_id,
    'metadata', kept.metadata, 'claim', kept.claim, 'step', :schema.saga_step(step, kept.claimed_by))
  FROM unnest(claims) WITH ORDINALITY AS mine (claim, place)
  JOIN :schema.saga_instances AS kept ON kept.claim = mine.claim
  JOIN :schema.saga_steps AS step ON step.saga = kept.saga AND step.key = kept.key AND step.number = kept.claimed_step
  ORDER BY mine.place;
END
$$;
