-- dropped_events: what was given up, the latest first; what has waited for several shares of its keys, as one. $1 subscription.
-- Times as JSON, because that is ISO 8601 whatever DateStyle the session has.
SELECT json_build_object(
  'subscription', gone.subscription, 'key', gone.key, 'position', gone.position, 'eventId', gone.event_id,
  'streamId', gone.stream_id, 'type', gone.event_type, 'failure', min(gone.failure), 'attempts', max(gone.attempts),
  'parkedAt', min(gone.parked_at), 'reason', gone.reason, 'droppedBy', gone.dropped_by, 'droppedAt', gone.dropped_at,
  'shares', json_agg(gone.share ORDER BY gone.share) FILTER (WHERE gone.share LIKE '%/%'))
FROM :schema.dropped_events AS gone
WHERE gone.subscription = $1
GROUP BY gone.subscription, gone.key, gone.position, gone.event_id, gone.stream_id, gone.event_type, gone.reason, gone.dropped_by,
         gone.dropped_at
ORDER BY gone.dropped_at DESC, gone.key, gone.position
