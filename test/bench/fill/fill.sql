-- Fills the log through its own append function: one atomic append of the next 10 events of each of $2 streams, made on
-- the server so that no time goes into sending them. As many streams grow in turns, the events of one lie in ten places,
-- with those of a thousand others in between.
-- $1 the first stream's number, $2 how many streams, $3 the version at which they are
SELECT count(*) FILTER (WHERE outcome = 'appended')
FROM (
  SELECT array_agg('account-' || stream ORDER BY stream) AS stream_ids, array_agg($3::bigint ORDER BY stream) AS expected
  FROM generate_series($1::integer, $1::integer + $2::integer - 1) AS stream
) AS streams, (
  SELECT array_agg(stream) AS event_stream, array_agg(place) AS event_offset, array_agg(uuidv7()) AS event_ids,
         array_agg('account.funds-deposited'::text) AS event_types, array_agg(1) AS schema_versions,
         array_agg(jsonb_build_object(
           'amountMinor', 1000 + stream, 'currency', 'EUR', 'reference', 'INV-2026-' || lpad((stream * 10 + place)::text, 9, '0'),
           'counterparty', 'DE89370400440532013000',
           'remittance', 'Invoice for deliveries in March, paid within ten days with thanks')) AS data,
         array_agg('{}'::jsonb) AS metadata, array_agg(now()) AS occurred_at
  FROM (SELECT stream, place FROM generate_series(1, $2::integer) AS stream, generate_series(1, 10) AS place
        ORDER BY stream, place) AS turn
) AS events,
LATERAL daybook.append(stream_ids, expected, event_stream, event_offset, event_ids, event_types, schema_versions,
                       data, metadata, occurred_at, NULL, NULL) AS answer
