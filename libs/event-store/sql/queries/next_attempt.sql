-- next_attempt: in how many milliseconds the next step can be claimed that cannot be now; null for none. $1 sagas and $2
-- versions of the instances, in pairs.
SELECT ceil(extract(epoch FROM min(next.next_at) - statement_timestamp()) * 1000)
FROM unnest($1::text[], $2::integer[]) AS wanted (saga, version),
LATERAL (
  SELECT kept.next_at FROM :schema.saga_instances AS kept
  WHERE kept.saga = wanted.saga AND kept.version = wanted.version AND kept.next_at > statement_timestamp()
  ORDER BY kept.next_at
  LIMIT 1
) AS next
