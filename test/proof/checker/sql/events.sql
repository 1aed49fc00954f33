-- The log in the order of positions, with what the judges look at in each event.
-- When it was committed is in microseconds; null where the server has kept no times (track_commit_timestamp).
SELECT
  event.position::text,
  event.event_id::text,
  coalesce(stream.stream_id, 'no stream has the key ' || event.stream_key),
  event.version::text,
  event.event_type,
  coalesce(event.data ->> 'call', event.data ->> 'transfer'),
  event.data ->> 'value',
  coalesce(event.data ->> 'coins', event.data ->> 'amount'),
  event.data ->> 'owner',
  coalesce(event.data ->> 'to', event.data ->> 'from'),
  CASE WHEN current_setting('track_commit_timestamp')::boolean
    THEN (extract(epoch FROM pg_xact_commit_timestamp(event.xmin)) * 1000000)::bigint::text
  END,
  event.data ->> 'of',
  CASE WHEN event.event_type IN ('proof.move-asked', 'proof.order-submitted') THEN event.data::text END
FROM daybook.events AS event LEFT JOIN daybook.streams AS stream USING (stream_key)
ORDER BY event.position
