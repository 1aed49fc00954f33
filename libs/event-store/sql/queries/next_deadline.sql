-- next_deadline: when the next deadline falls due, of instances that are not stuck, in milliseconds since 1970; null for none.
-- $1 sagas and $2 versions of the instances, in pairs.
SELECT round(extract(epoch FROM min(next.due_at)) * 1000)
FROM unnest($1::text[], $2::integer[]) AS wanted (saga, version),
LATERAL (
  SELECT kept.due_at FROM :schema.saga_deadlines AS kept
  WHERE kept.saga = wanted.saga AND kept.version = wanted.version AND NOT kept.is_held_up
  ORDER BY kept.due_at
  LIMIT 1
) AS next
