-- The floor of appending: one row, one round trip, one commit, nothing checked.
-- $1 stream key, $2 version, $3 event id, $4 event type, $5 data, $6 metadata, $7 occurred at
INSERT INTO floor.events (position, stream_key, version, event_id, event_type, schema_version,
                          data, metadata, occurred_at, recorded_at)
VALUES (nextval('floor.events_position'), $1, $2, $3, $4, 1, $5, $6, $7, clock_timestamp())
