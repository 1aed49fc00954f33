-- dropped_events: what was given up, the latest first. $1 subscription.
-- Times as JSON, because that is ISO 8601 whatever DateStyle the session has.
SELECT json_build_object(
  'subscription', gone.subscription, 'key', gone.key, 'position', gone.position, 'eventId', gone.event_id,
  'streamId', gone.stream_id, 'type', gone.event_type, 'failure', gone.failure, 'attempts', gone.attempts,
  'parkedAt', gone.parked_at, 'reason', gone.reason, 'droppedBy', gone.dropped_by, 'droppedAt', gone.dropped_at)
FROM :schema.dropped_events AS gone
WHERE gone.subscription = $1
ORDER BY gone.dropped_at DESC, gone.key, gone.position
