-- due_deadlines: the deadlines that are due, of instances that are not stuck, in the order in which they fell due. $1 sagas and
-- $2 versions of the instances, in pairs, $3 by what time, $4 how many.
-- Columns: saga, key, name, due_at in milliseconds since 1970
SELECT it.saga, it.key, it.name, round(extract(epoch FROM it.due_at) * 1000)
FROM unnest($1::text[], $2::integer[]) AS wanted (saga, version),
LATERAL (
  SELECT kept.saga, kept.key, kept.name, kept.due_at FROM :schema.saga_deadlines AS kept
  WHERE kept.saga = wanted.saga AND kept.version = wanted.version AND NOT kept.is_held_up AND kept.due_at <= $3::timestamptz
  ORDER BY kept.due_at
  LIMIT $4::integer
) AS it
ORDER BY it.due_at, it.saga, it.key, it.name
LIMIT $4::integer
