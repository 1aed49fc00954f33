-- claim_segments: takes segments that are free, whose lease has run out, or that are the process's own. Those that somebody
-- else is taking, or committing to, are passed over. $1 process, $2 subscriptions and $3 numbers of the segments, $4 for
-- how long in ms. Answers a row for each that was had, with the types that the subscription wants once it is had, as JSON or
-- null: its row as this statement's snapshot has it may be older than the epoch.
WITH free AS MATERIALIZED (
  SELECT kept.subscription, kept.segment
  FROM unnest($2::text[], $3::integer[]) AS asked (subscription, segment)
  JOIN :schema.subscription_segments AS kept ON kept.subscription = asked.subscription AND kept.segment = asked.segment
  LEFT JOIN :schema.subscription_processes AS holder ON holder.id = kept.owner
  WHERE kept.owner IS NULL OR kept.owner = $1
     OR :schema.lease_end(kept.claimed_at, kept.leased_until, holder.seen_at, holder.alive_until) <= clock_timestamp()
  ORDER BY kept.subscription, kept.segment
  FOR NO KEY UPDATE OF kept SKIP LOCKED
)
UPDATE :schema.subscription_segments AS kept
SET owner = $1, epoch = kept.epoch + 1, claimed_at = clock_timestamp(),
    leased_until = clock_timestamp() + $4::double precision * interval '1 millisecond'
FROM free JOIN :schema.subscriptions AS whole ON whole.name = free.subscription
WHERE kept.subscription = free.subscription AND kept.segment = free.segment
RETURNING kept.subscription, kept.segment, kept.epoch, whole.segments, kept.position,
          :schema.types_on_record(kept.subscription)
