-- Gives each of $2 streams, from key $1, its first ten events.
INSERT INTO floor.events (position, stream_key, version, event_id, event_type, schema_version,
                          data, metadata, occurred_at, recorded_at)
SELECT nextval('floor.events_position'), stream_key, version, uuidv7(), 'account.funds-deposited', 1,
       jsonb_build_object(
         'amountMinor', 1000 + version, 'currency', 'EUR',
         'reference', 'INV-2026-' || lpad((stream_key * 10 + version)::text, 9, '0'),
         'counterparty', 'DE89370400440532013000',
         'remittance', 'Invoice for deliveries in March, paid within ten days with thanks'),
       '{}', now(), clock_timestamp()
FROM generate_series($1::bigint, $1::bigint + $2::bigint - 1) AS stream_key, generate_series(1, 10) AS version
