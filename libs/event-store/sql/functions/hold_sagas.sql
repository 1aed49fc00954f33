-- hold_sagas(...): holds instances until the caller's transaction ends, those of all callers in the same order, and answers
-- what there is of them.
--
--   sagas, keys      which
-- Answers one row for each that there is: JSON of {record, claim, open, deadlines}.
--
-- What is read is read after the lock was had, by a statement of its own: that sees what was committed while this one waited.
CREATE OR REPLACE FUNCTION :schema.hold_sagas(sagas text[], keys text[]) RETURNS TABLE (held json)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM unnest(sagas, keys) AS asked (saga, key)
  JOIN :schema.saga_instances AS kept ON kept.saga = asked.saga AND kept.key = asked.key
  ORDER BY kept.saga, kept.key
  FOR NO KEY UPDATE OF kept;

  RETURN QUERY
  SELECT json_build_object(
    'record', :schema.saga_record(kept), 'claim', kept.claim,
    'open', (SELECT json_agg(:schema.saga_step(step, CASE WHEN step.number = kept.claimed_step THEN kept.claimed_by END)
                             ORDER BY step.number)
             FROM :schema.saga_steps AS step
             WHERE step.saga = kept.saga AND step.key = kept.key AND step.status IN ('declared', 'held', 'due')),
    'deadlines', (SELECT json_agg(json_build_object('name', timer.name, 'dueAt', round(extract(epoch FROM timer.due_at) * 1000))
                                  ORDER BY timer.name)
                  FROM :schema.saga_deadlines AS timer WHERE timer.saga = kept.saga AND timer.key = kept.key))
  FROM unnest(sagas, keys) AS asked (saga, key)
  JOIN :schema.saga_instances AS kept ON kept.saga = asked.saga AND kept.key = asked.key
  ORDER BY kept.saga, kept.key;
END
$$;
