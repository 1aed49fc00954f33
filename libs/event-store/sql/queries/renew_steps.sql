-- renew_steps: a sign of life for claims. $1 process, $2 claims, $3 for how long they stand from now on, in ms. Answers those
-- that still do. An instance that somebody is changing at this moment is not waited for: its claim is renewed the next time.
WITH mine AS MATERIALIZED (
  SELECT kept.claim FROM :schema.saga_instances AS kept
  WHERE kept.claim = ANY ($2::uuid[]) AND kept.claimed_by = $1
  FOR NO KEY UPDATE SKIP LOCKED
),
renewed AS (
  UPDATE :schema.saga_instances AS kept
  SET claimed_until = clock_timestamp() + $3::double precision * interval '1 millisecond',
      next_at = CASE WHEN kept.next_at IS NOT NULL THEN clock_timestamp() + $3::double precision * interval '1 millisecond' END
  FROM mine WHERE kept.claim = mine.claim
)
SELECT kept.claim FROM :schema.saga_instances AS kept WHERE kept.claim = ANY ($2::uuid[]) AND kept.claimed_by = $1
