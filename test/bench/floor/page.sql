-- The floor of catching up: the next rows of the log, all columns that make a recorded event, in the order of positions.
-- $1 after this position, $2 how many
SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
       event.data, event.metadata, event.occurred_at, event.recorded_at,
       (SELECT stream.stream_id FROM daybook.streams AS stream WHERE stream.stream_key = event.stream_key) AS stream_id
FROM daybook.events AS event
WHERE event.position > $1
ORDER BY event.position
LIMIT $2
