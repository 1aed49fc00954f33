-- How many events a reader wants between two positions. $1 the types, $2 the categories, null for all, $3 behind which
-- position, $4 up to which, $5 the number at which counting ends, or null.
SELECT count(*)::float8 AS events FROM (
  SELECT FROM :schema.events AS event JOIN :schema.streams AS stream USING (stream_key)
  WHERE event.position > $3 AND event.position <= $4 AND ($1::text[] IS NULL OR event.event_type = ANY ($1::text[]))
    AND ($2::text[] IS NULL OR stream.category = ANY ($2::text[]))
  LIMIT $5::bigint
) AS wanted
