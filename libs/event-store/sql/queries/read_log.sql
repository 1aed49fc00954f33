-- A page of the whole log. Must be a statement of its own, after safe_position(), so that its snapshot is younger.
-- Times as JSON, because that is ISO 8601 whatever DateStyle and TimeZone the session has.
-- $1 after this position, $2 up to this one, $3 event types or null, $4 categories or null, $5 how many
SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
       event.data, event.metadata,
       to_json(event.occurred_at AT TIME ZONE 'UTC'), to_json(event.recorded_at AT TIME ZONE 'UTC'),
       (SELECT stream.stream_id FROM :schema.streams AS stream WHERE stream.stream_key = event.stream_key)
FROM :schema.events AS event
WHERE event.position > $1 AND event.position <= $2
  AND ($3::text[] IS NULL OR event.event_type = ANY ($3))
  AND ($4::text[] IS NULL OR (SELECT stream.category FROM :schema.streams AS stream
                              WHERE stream.stream_key = event.stream_key) = ANY ($4))
ORDER BY event.position
LIMIT $5
