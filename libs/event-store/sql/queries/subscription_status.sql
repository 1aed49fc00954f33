-- subscription_status: how subscriptions are. Must be a statement of its own, after safe_position(), so that its snapshot is
-- younger. $1 the name or null for all, $2 the safe position, $3 how many positions behind a checkpoint are looked at.
-- Times as JSON, because that is ISO 8601 whatever DateStyle the session has.
-- What lies behind checkpoints is read once for all subscriptions: counted by kind between the ends of their stretches.
-- Of what lies further behind nobody knows whether it is wanted: if nothing else is, it counts as one event that is.
WITH head AS MATERIALIZED (
  SELECT coalesce(max(event.position), 0) AS position FROM :schema.events AS event WHERE event.position <= $2
), part AS MATERIALIZED (
  SELECT kept.subscription, min(kept.position) AS low,
         greatest(min(kept.position), least(min(kept.position) + $3, min(head.position))) AS high,
         json_agg(json_build_object(
           'segment', kept.segment, 'position', kept.position, 'epoch', kept.epoch, 'advancedAt', kept.advanced_at,
           'failure', kept.failure,
           'owner', CASE WHEN :schema.lease_end(kept.claimed_at, kept.leased_until, holder.seen_at, holder.alive_until)
                              > clock_timestamp() THEN coalesce(holder.name, kept.owner) END)
         ORDER BY kept.segment) AS segments
  FROM head, :schema.subscription_segments AS kept
  LEFT JOIN :schema.subscription_processes AS holder ON holder.id = kept.owner
  WHERE $1::text IS NULL OR kept.subscription = $1
  GROUP BY kept.subscription
), alive AS MATERIALIZED (
  SELECT process.id, process.runs, process.declines
  FROM :schema.subscription_processes AS process WHERE process.alive_until > clock_timestamp()
), declined AS MATERIALIZED (
  SELECT alive.id, said.*
  FROM alive, jsonb_to_recordset(alive.declines)
    AS said (subscription text, segment integer, type text, "schemaVersion" integer, position bigint)
  WHERE said.subscription = ANY (alive.runs)
), awaited AS MATERIALIZED (
  -- A segment that all who could read it have declined, because of an event that it has not passed.
  SELECT DISTINCT ON (kept.subscription) kept.subscription,
         json_build_object('segment', kept.segment, 'type', said.type, 'schemaVersion', said."schemaVersion",
                           'position', said.position) AS release
  FROM declined AS said
  JOIN :schema.subscription_segments AS kept
    ON kept.subscription = said.subscription AND kept.segment = said.segment AND kept.position < said.position
  WHERE NOT EXISTS (
    SELECT FROM alive
    WHERE kept.subscription = ANY (alive.runs) AND NOT EXISTS (
      SELECT FROM declined AS other
      WHERE other.id = alive.id AND other.subscription = kept.subscription AND other.segment = kept.segment
        AND other.position > kept.position))
  ORDER BY kept.subscription, said.position, kept.segment
), ends AS MATERIALIZED (
  SELECT array_agg(DISTINCT at ORDER BY at) AS at FROM part, unnest(ARRAY[part.low, part.high]) AS at
), behind AS MATERIALIZED (
  SELECT each.stretch, each.event_type, stream.category, sum(each.events) AS events, min(each.first) AS first
  FROM (
    -- Each stream once, as looking it up is what costs.
    SELECT width_bucket(event.position - 1, ends.at) AS stretch, event.event_type, event.stream_key,
           count(*) AS events, min(event.position) AS first
    FROM ends,
         (SELECT unnest(range_agg(int8range(part.low, part.high, '(]'))) AS span FROM part) AS looked,
         :schema.events AS event
    WHERE event.position >= lower(looked.span) AND event.position < upper(looked.span)
    GROUP BY 1, 2, 3
  ) AS each
  JOIN :schema.streams AS stream ON stream.stream_key = each.stream_key
  GROUP BY 1, 2, 3
)
SELECT json_build_object(
  'name', whole.name, 'kind', whole.kind, 'types', whole.types, 'categories', whole.categories,
  'segments', part.segments, 'position', part.low, 'head', head.position,
  'lagEvents', wanted.events + (wanted.events = 0 AND part.high < head.position)::integer,
  'lagMs', coalesce(greatest(0, extract(epoch FROM clock_timestamp() - (
     SELECT event.recorded_at FROM :schema.events AS event
     WHERE event.position >= coalesce(wanted.first, part.high + 1) AND event.position <= head.position
     ORDER BY event.position LIMIT 1)) * 1000), 0),
  'parkedKeys', parked.keys, 'parkedEvents', parked.events,
  'pausedAt', whole.paused_at, 'pausedFor', whole.paused_for,
  'stoppedAt', whole.stopped_at, 'stoppedFor', whole.stopped_for, 'awaitedRelease', awaited.release)
FROM head, ends, :schema.subscriptions AS whole
JOIN part ON part.subscription = whole.name
LEFT JOIN awaited ON awaited.subscription = whole.name
CROSS JOIN LATERAL (
  SELECT coalesce(sum(behind.events), 0) AS events, min(behind.first) AS first
  FROM behind
  WHERE behind.stretch >= width_bucket(part.low, ends.at) AND behind.stretch < width_bucket(part.high, ends.at)
    AND (whole.types IS NULL OR behind.event_type = ANY (whole.types))
    AND (whole.categories IS NULL OR behind.category = ANY (whole.categories))
) AS wanted
CROSS JOIN LATERAL (
  SELECT count(DISTINCT kept.key) AS keys, count(DISTINCT (kept.key, kept.position)) AS events
  FROM :schema.parked_events AS kept WHERE kept.subscription = whole.name
) AS parked
ORDER BY whole.name
