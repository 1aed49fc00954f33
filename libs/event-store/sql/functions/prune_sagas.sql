-- prune_sagas(...): forgets instances that have come to their end, those first that have not changed for longest. Their keys are
-- kept, so that no event begins one of them again. Those that somebody looks at are left for the next time; so are those that
-- are stuck, or of which anything is open, or for which events are parked.
--
--   of_saga          the saga
--   reader           its subscription
--   before           who has changed since stays
--   at_most          how many are forgotten in one call
-- Answers how many there were.
CREATE OR REPLACE FUNCTION :schema.prune_sagas(of_saga text, reader text, before timestamptz, at_most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET enable_bitmapscan = off
SET jit = off
AS $$
DECLARE
  gone   text[];
  pruned integer;
BEGIN
  SELECT array_agg(old.key) INTO gone FROM (
    SELECT kept.key FROM :schema.saga_instances AS kept
    WHERE kept.saga = of_saga AND kept.status IN ('completed', 'compensated', 'ended') AND kept.next_at IS NULL
      AND NOT kept.is_stuck AND kept.claim IS NULL AND kept.changed_at < before
      AND NOT EXISTS (SELECT FROM :schema.saga_steps AS step WHERE step.saga = kept.saga AND step.key = kept.key
                        AND step.status IN ('declared', 'held', 'due'))
      AND NOT EXISTS (SELECT FROM :schema.saga_deadlines AS timer WHERE timer.saga = kept.saga AND timer.key = kept.key)
      AND NOT EXISTS (SELECT FROM :schema.parked_events AS parked
                      WHERE parked.subscription = reader AND parked.key IN (kept.key, kept.correlation_id))
    ORDER BY kept.changed_at
    LIMIT at_most
    FOR UPDATE OF kept SKIP LOCKED
  ) AS old;
  INSERT INTO :schema.saga_pruned_keys (saga, key, pruned_at)
  SELECT of_saga, old, clock_timestamp() FROM unnest(gone) AS old
  ON CONFLICT DO NOTHING;
  DELETE FROM :schema.saga_instances AS kept USING unnest(gone) AS old WHERE kept.saga = of_saga AND kept.key = old;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  RETURN pruned;
END
$$;
