-- saga_caught_up: puts on record that a saga has come to where its effects begin, if that is still the same place. $1 saga, $2 its
-- subscription, $3 what tells that place from others. Columns: 1; none if it is another one by now
UPDATE :schema.saga_outsets AS known SET caught_up_at = coalesce(known.caught_up_at, clock_timestamp())
WHERE known.saga = $1 AND known.subscription = $2 AND extract(epoch FROM known.set_at)::text = $3
RETURNING 1
