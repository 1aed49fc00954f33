-- events_of_append: the events that have certain ids, or those that were appended under an idempotency key. Times as JSON,
-- because that is ISO 8601 whatever DateStyle and TimeZone the session has. $1 the ids, $2 the key or null
SELECT event.position, event.version, event.event_id, event.event_type, event.schema_version,
       event.data, event.metadata,
       to_json(event.occurred_at AT TIME ZONE 'UTC'), to_json(event.recorded_at AT TIME ZONE 'UTC'),
       (SELECT stream.stream_id FROM :schema.streams AS stream WHERE stream.stream_key = event.stream_key)
FROM :schema.events AS event
WHERE event.event_id = ANY (CASE WHEN $2::text IS NULL THEN $1::uuid[]
                                 ELSE (SELECT kept.event_ids FROM :schema.idempotency_keys AS kept WHERE kept.key = $2) END)
