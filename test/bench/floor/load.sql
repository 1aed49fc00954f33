-- The floor of loading: the rows of one stream, all columns that make a recorded event, in order.
-- $1 stream id
SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
       event.data, event.metadata, event.occurred_at, event.recorded_at
FROM daybook.events AS event
WHERE event.stream_key = (SELECT stream.stream_key FROM daybook.streams AS stream WHERE stream.stream_id = $1)
ORDER BY event.version
