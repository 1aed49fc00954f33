-- saga_caught_up: puts on record that a saga has come to where its effects begin. $1 saga.
UPDATE :schema.saga_outsets SET caught_up_at = clock_timestamp() WHERE saga = $1 AND caught_up_at IS NULL
