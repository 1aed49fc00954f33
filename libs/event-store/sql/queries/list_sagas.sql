-- list_sagas: instances by saga and key. $1 saga, $2 status, $3 whether they are stuck, each or null; $4 and $5 behind which
-- instance to go on or null, $6 how many.
--
-- Saga by saga, so that each of the three has an index that knows the order, and what is rare is found among many others.
WITH RECURSIVE named AS (
  SELECT coalesce($1::text, (SELECT min(kept.saga) FROM :schema.saga_instances AS kept
                             WHERE kept.saga >= coalesce($4::text, ''))) AS saga
  UNION ALL
  SELECT (SELECT min(kept.saga) FROM :schema.saga_instances AS kept WHERE kept.saga > named.saga)
  FROM named WHERE $1::text IS NULL AND named.saga IS NOT NULL
),
asked AS (
  SELECT named.saga, CASE WHEN named.saga = $4::text THEN $5::text ELSE '' END AS after
  FROM named WHERE named.saga IS NOT NULL AND named.saga >= coalesce($4::text, '')
)
SELECT it.record
FROM asked, LATERAL (
  (SELECT kept.saga, kept.key, :schema.saga_record(kept) AS record FROM :schema.saga_instances AS kept
   WHERE $3::boolean IS TRUE AND kept.is_stuck AND kept.saga = asked.saga AND kept.key > asked.after
     AND ($2::text IS NULL OR kept.status = $2)
   ORDER BY kept.key LIMIT $6::integer)
  UNION ALL
  (SELECT kept.saga, kept.key, :schema.saga_record(kept) FROM :schema.saga_instances AS kept
   WHERE $3::boolean IS NOT TRUE AND kept.status = $2::text AND kept.saga = asked.saga AND kept.key > asked.after
     AND ($3::boolean IS NULL OR NOT kept.is_stuck)
   ORDER BY kept.key LIMIT $6::integer)
  UNION ALL
  (SELECT kept.saga, kept.key, :schema.saga_record(kept) FROM :schema.saga_instances AS kept
   WHERE $3::boolean IS NOT TRUE AND $2::text IS NULL AND kept.saga = asked.saga AND kept.key > asked.after
     AND ($3::boolean IS NULL OR NOT kept.is_stuck)
   ORDER BY kept.key LIMIT $6::integer)
) AS it
ORDER BY it.saga, it.key
LIMIT $6::integer
