-- A page of one stream, oldest first.
-- Times as JSON, because that is ISO 8601 whatever DateStyle and TimeZone the session has.
-- $1 stream id, $2 lowest and $3 highest version, $4 recorded by or null, $5 occurred by or null, $6 how many
SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
       event.data, event.metadata,
       to_json(event.occurred_at AT TIME ZONE 'UTC'), to_json(event.recorded_at AT TIME ZONE 'UTC')
FROM :schema.events AS event
WHERE event.stream_key = (SELECT stream.stream_key FROM :schema.streams AS stream WHERE stream.stream_id = $1)
  AND event.version BETWEEN $2 AND $3
  AND ($4::timestamptz IS NULL OR event.recorded_at <= $4)
  AND ($5::timestamptz IS NULL OR event.occurred_at <= $5)
ORDER BY event.version
LIMIT $6
