-- park_events(...): what advance_segment() writes of parked events, under its fence, so that nobody else parks the same.
--
--   subscription     its name
--   parked           a JSON array of {key, share, position, eventId, streamId, type, failure, attempts}; a release from before
--                    names no share
CREATE OR REPLACE FUNCTION :schema.park_events(subscription text, parked jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  -- One that comes to wait behind a key that is to be tried again is to be tried with it.
  INSERT INTO :schema.parked_events
    (subscription, key, share, position, event_id, stream_id, event_type, failure, attempts, parked_at, retry_requested_at)
  SELECT DISTINCT ON (said.key, its.share, said.position) park_events.subscription, said.key, its.share, said.position,
         said."eventId", said."streamId", said.type, said.failure, said.attempts, clock_timestamp(),
         (SELECT max(other.retry_requested_at) FROM :schema.parked_events AS other
          WHERE other.subscription = park_events.subscription AND other.key = said.key AND other.share = its.share)
  FROM jsonb_to_recordset(parked)
    AS said (key text, share text, position bigint, "eventId" uuid, "streamId" text, type text, failure text, attempts integer),
    LATERAL (SELECT coalesce(said.share, CASE WHEN said.key = said."streamId" THEN '?' ELSE '' END) AS share) AS its
  ON CONFLICT (subscription, key, share, position) DO UPDATE SET failure = excluded.failure, attempts = excluded.attempts;

  -- What has failed again need not be tried again until somebody asks for it anew, nor what waits behind it.
  UPDATE :schema.parked_events AS kept SET retry_requested_at = NULL
  WHERE kept.subscription = park_events.subscription AND kept.retry_requested_at IS NOT NULL
    AND EXISTS (SELECT FROM jsonb_to_recordset(parked) AS said (key text, share text, "streamId" text, failure text)
                WHERE said.failure IS NOT NULL AND said.key = kept.key
                  AND kept.share = coalesce(said.share, CASE WHEN said.key = said."streamId" THEN '?' ELSE '' END));
END
$$;
