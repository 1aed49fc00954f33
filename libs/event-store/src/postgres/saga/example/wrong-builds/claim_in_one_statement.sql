-- What claim_steps() would be if it looked at the steps in the statement that takes the instances: that one sees the steps that
-- there were when it began, and takes the instance as it has become since.
CREATE OR REPLACE FUNCTION daybook.claim_in_one_statement(
  process text, sagas text[], versions integer[], at_most integer, lease_ms double precision
) RETURNS TABLE (claimed json)
LANGUAGE sql VOLATILE AS $$
  WITH ready AS MATERIALIZED (
    SELECT it.saga, it.key
    FROM unnest(sagas, versions) AS wanted (saga, version),
    LATERAL (
      SELECT kept.saga, kept.key FROM daybook.saga_instances AS kept
      WHERE kept.saga = wanted.saga AND kept.version = wanted.version AND kept.next_at <= statement_timestamp()
      ORDER BY kept.next_at
      LIMIT at_most
      FOR NO KEY UPDATE SKIP LOCKED
    ) AS it
  ),
  taken AS (
    UPDATE daybook.saga_instances AS kept
    SET claim = gen_random_uuid(), claimed_by = process, claimed_step = kept.next_step,
        claimed_until = clock_timestamp() + lease_ms * interval '1 millisecond',
        next_at = clock_timestamp() + lease_ms * interval '1 millisecond'
    FROM ready WHERE kept.saga = ready.saga AND kept.key = ready.key
    RETURNING kept.*
  )
  UPDATE daybook.saga_steps AS step SET attempts = step.attempts + 1
  FROM taken WHERE step.saga = taken.saga AND step.key = taken.key AND step.number = taken.claimed_step
  RETURNING json_build_object('key', step.key, 'step', json_build_object('number', step.number))
$$;
