-- Durable readers of the log, with the last sign that somebody ran them: a lease that he had, or a checkpoint that he moved.
-- Columns: name, kind, the least position of the segments, that sign, how many events are parked.
SELECT whole.name, whole.kind, part.position::float8, part.seen AS "lastRunAt",
       (SELECT count(DISTINCT (kept.key, kept.position))::float8 FROM :schema.parked_events AS kept WHERE kept.subscription = whole.name) AS parked
FROM :schema.subscriptions AS whole
CROSS JOIN LATERAL (
  SELECT min(kept.position) AS position,
         max(greatest(kept.advanced_at, least(
           :schema.lease_end(kept.claimed_at, kept.leased_until, holder.seen_at, holder.alive_until), clock_timestamp()))) AS seen
  FROM :schema.subscription_segments AS kept
  LEFT JOIN :schema.subscription_processes AS holder ON holder.id = kept.owner
  WHERE kept.subscription = whole.name
) AS part
ORDER BY whole.name
