-- known_outset: from which position on a saga's effects count, as far as that is on record for its subscription. $1 saga, $2 its
-- subscription. Columns: what tells it from others, the position, whether the saga has come there
SELECT extract(epoch FROM known.set_at)::text, known.effects_from, known.caught_up_at IS NOT NULL
FROM :schema.saga_outsets AS known WHERE known.saga = $1 AND known.subscription = $2
