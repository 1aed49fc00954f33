-- The floor of a command, before it decides: the rows of one stream in the floor's table, in order.
-- $1 stream key
SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
       event.data, event.metadata, event.occurred_at, event.recorded_at
FROM floor.events AS event
WHERE event.stream_key = $1
ORDER BY event.version
