-- fail_step(...): puts on record that an attempt was not carried out and not refused, and gives the claim back.
--
--   saga, key        the instance
--   claim, number    the claim, and the step that it is of
--   failure          what came of the attempt
--   again_ms         in how many milliseconds it is made again; null to let the instance wait for an operator
--   counts           whether it counts as an attempt
-- Answers whether the claim stands; if not, nothing was written.
CREATE OR REPLACE FUNCTION :schema.fail_step(
  saga text, key text, claim uuid, number integer, failure text, again_ms double precision, counts boolean
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  again double precision;
BEGIN
  -- Nobody has to look at one that an operator has ended: it is taken once more, to find out whether the step took effect.
  SELECT CASE WHEN kept.status = 'ended' THEN 0 ELSE again_ms END INTO again FROM :schema.saga_instances AS kept
  WHERE kept.saga = fail_step.saga AND kept.key = fail_step.key AND kept.claim = fail_step.claim
  FOR NO KEY UPDATE;

  UPDATE :schema.saga_instances AS kept
  SET claim = NULL, claimed_by = NULL, claimed_step = NULL, claimed_until = NULL,
      failure = CASE WHEN again IS NULL THEN fail_step.failure ELSE kept.failure END,
      stuck_at = CASE WHEN again IS NULL THEN json_build_object('step', fail_step.number) ELSE kept.stuck_at END,
      next_step = CASE WHEN again IS NOT NULL AND kept.failure IS NULL THEN kept.next_step END,
      next_at = CASE WHEN again IS NOT NULL AND kept.failure IS NULL AND kept.next_step IS NOT NULL
                     THEN clock_timestamp() + again * interval '1 millisecond' END
  WHERE kept.saga = fail_step.saga AND kept.key = fail_step.key AND kept.claim = fail_step.claim;
  IF NOT FOUND THEN
    RETURN false;
  END IF;

  UPDATE :schema.saga_steps AS kept
  SET failure = fail_step.failure, attempts = kept.attempts - CASE WHEN counts THEN 0 ELSE 1 END,
      failures = kept.failures + CASE WHEN counts THEN 1 ELSE 0 END,
      again_at = clock_timestamp() + again * interval '1 millisecond'
  WHERE kept.saga = fail_step.saga AND kept.key = fail_step.key AND kept.number = fail_step.number;

  IF again IS NULL THEN
    UPDATE :schema.saga_deadlines AS kept SET is_held_up = true
    WHERE kept.saga = fail_step.saga AND kept.key = fail_step.key AND NOT kept.is_held_up;
  END IF;
  RETURN true;
END
$$;
