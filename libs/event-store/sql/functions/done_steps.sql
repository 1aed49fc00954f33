-- done_steps(...): puts on record that steps were carried out, of which nothing else follows: those whose claims stand, of
-- instances that are running or completed. All others are left as they are.
--
--   sagas, keys      the instances
--   claims           of each: the claim
--   at               when, by the application's clock
-- Answers one row for each of which it is on record: the claim, and whether another step of its instance is due.
CREATE OR REPLACE FUNCTION :schema.done_steps(sagas text[], keys text[], claims uuid[], at timestamptz)
RETURNS TABLE (done uuid, goes_on boolean)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  -- A crash of the server may take it back, with nothing that came after it: then the step is sent once more, and its
  -- idempotency key tells what had become of it. So nobody waits for the disk.
  PERFORM set_config('synchronous_commit', 'off', true);

  PERFORM FROM unnest(sagas, keys) AS asked (saga, key)
  JOIN :schema.saga_instances AS kept ON kept.saga = asked.saga AND kept.key = asked.key
  ORDER BY kept.saga, kept.key
  FOR NO KEY UPDATE OF kept;

  RETURN QUERY
  WITH ended AS MATERIALIZED (
    SELECT kept.saga, kept.key, kept.claim, kept.claimed_step, head.number AS next, head.again_at
    FROM unnest(sagas, keys, claims) AS asked (saga, key, claim)
    JOIN :schema.saga_instances AS kept ON kept.saga = asked.saga AND kept.key = asked.key AND kept.claim = asked.claim
    LEFT JOIN LATERAL (
      SELECT step.number, step.again_at FROM :schema.saga_steps AS step
      WHERE step.saga = kept.saga AND step.key = kept.key AND step.status = 'due' AND step.number <> kept.claimed_step
      ORDER BY step.turn
      LIMIT 1
    ) AS head ON true
    WHERE kept.status IN ('running', 'completed')
  ),
  marked AS (
    UPDATE :schema.saga_steps AS step SET status = 'done', failure = NULL, again_at = NULL, ended_at = at
    FROM ended WHERE step.saga = ended.saga AND step.key = ended.key AND step.number = ended.claimed_step
  )
  UPDATE :schema.saga_instances AS kept
  SET changed_at = at, claim = NULL, claimed_by = NULL, claimed_step = NULL, claimed_until = NULL,
      next_step = CASE WHEN kept.failure IS NULL THEN ended.next END,
      next_at = CASE WHEN kept.failure IS NULL AND ended.next IS NOT NULL
                     THEN greatest(ended.again_at, clock_timestamp()) END
  FROM ended WHERE kept.saga = ended.saga AND kept.key = ended.key
  RETURNING ended.claim, kept.next_step IS NOT NULL;
END
$$;
