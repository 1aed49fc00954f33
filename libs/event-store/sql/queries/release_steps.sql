-- release_steps: gives claims back of what was not sent. $1 sagas, $2 keys, $3 claims, $4 the numbers of the steps.
WITH given AS MATERIALIZED (
  SELECT kept.saga, kept.key, asked.number
  FROM unnest($1::text[], $2::text[], $3::uuid[], $4::integer[]) AS asked (saga, key, claim, number)
  JOIN :schema.saga_instances AS kept ON kept.saga = asked.saga AND kept.key = asked.key AND kept.claim = asked.claim
  ORDER BY kept.saga, kept.key
  FOR NO KEY UPDATE OF kept
),
free AS (
  UPDATE :schema.saga_instances AS kept
  SET claim = NULL, claimed_by = NULL, claimed_step = NULL, claimed_until = NULL,
      next_at = CASE WHEN kept.next_at IS NOT NULL THEN clock_timestamp() END
  FROM given WHERE kept.saga = given.saga AND kept.key = given.key
)
UPDATE :schema.saga_steps AS kept SET attempts = kept.attempts - 1
FROM given WHERE kept.saga = given.saga AND kept.key = given.key AND kept.number = given.number AND kept.attempts > 0
