-- parked_events: what a subscription has parked, by key and position. $1 subscription, $2 key, $3 position, $4 how many;
-- null for all. Times as JSON, because that is ISO 8601 whatever DateStyle the session has.
SELECT json_build_object(
  'subscription', kept.subscription, 'key', kept.key, 'position', kept.position, 'eventId', kept.event_id,
  'streamId', kept.stream_id, 'type', kept.event_type, 'failure', kept.failure, 'attempts', kept.attempts,
  'parkedAt', kept.parked_at, 'retryRequestedAt', kept.retry_requested_at)
FROM :schema.parked_events AS kept
WHERE kept.subscription = $1 AND ($2::text IS NULL OR kept.key = $2) AND ($3::bigint IS NULL OR kept.position = $3)
ORDER BY kept.key, kept.position
LIMIT $4
