-- A page of each of several streams, oldest first: what read_stream_forwards.sql answers for each of them.
-- $1 stream ids, $2 lowest and $3 highest version of each, $4 how many of each
SELECT event.*, asked.place
FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
       WITH ORDINALITY AS asked(stream_id, lowest, highest, size, place),
LATERAL (
  SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
         event.data, event.metadata,
         to_json(event.occurred_at AT TIME ZONE 'UTC'), to_json(event.recorded_at AT TIME ZONE 'UTC')
  FROM :schema.events AS event
  WHERE event.stream_key = (SELECT stream.stream_key FROM :schema.streams AS stream WHERE stream.stream_id = asked.stream_id)
    AND event.version BETWEEN asked.lowest AND asked.highest
  ORDER BY event.version
  LIMIT asked.size
) AS event(position, version, event_id, event_type, schema_version, data, metadata, occurred_at, recorded_at)
ORDER BY asked.place, event.version
