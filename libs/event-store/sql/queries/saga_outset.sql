-- saga_outset: puts on record from which position on a saga's effects count, unless that was done since its subscription is on
-- record. $1 saga, $2 its subscription, $3 position. Columns: what tells it from others, the position that is on record, whether
-- the saga has come there; none if there is no such subscription
WITH reader AS MATERIALIZED (
  SELECT whole.name FROM :schema.subscriptions AS whole WHERE whole.name = $2 FOR KEY SHARE
), put AS (
  INSERT INTO :schema.saga_outsets AS known (saga, subscription, effects_from, set_at)
  SELECT $1, reader.name, $3, clock_timestamp() FROM reader
  ON CONFLICT (saga) DO UPDATE SET subscription = excluded.subscription
  RETURNING known.set_at, known.effects_from, known.caught_up_at
)
SELECT extract(epoch FROM put.set_at)::text, put.effects_from, put.caught_up_at IS NOT NULL FROM put
