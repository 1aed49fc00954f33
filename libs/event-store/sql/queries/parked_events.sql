-- parked_events: what a subscription has parked, by key and position; what waits for several shares of its keys, as one.
-- $1 subscription, $2 key, $3 position, $4 share, $5 how many; null for all. Times as JSON, because that is ISO 8601 whatever DateStyle
-- the session has.
SELECT json_build_object(
  'subscription', kept.subscription, 'key', kept.key, 'position', kept.position, 'eventId', kept.event_id,
  'streamId', kept.stream_id, 'type', kept.event_type, 'failure', min(kept.failure), 'attempts', max(kept.attempts),
  'parkedAt', min(kept.parked_at), 'retryRequestedAt', max(kept.retry_requested_at),
  'shares', json_agg(kept.share ORDER BY kept.share) FILTER (WHERE kept.share LIKE '%/%'))
FROM :schema.parked_events AS kept
WHERE kept.subscription = $1 AND ($2::text IS NULL OR kept.key = $2) AND ($3::bigint IS NULL OR kept.position = $3)
  AND ($4::text IS NULL OR kept.share = $4)
GROUP BY kept.subscription, kept.key, kept.position, kept.event_id, kept.stream_id, kept.event_type
ORDER BY kept.key, kept.position
LIMIT $5
