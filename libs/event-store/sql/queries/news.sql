-- news: which kinds of events come after a position. Must be a statement of its own, after safe_position(), so that its
-- snapshot is younger. $1 after this position, $2 up to this one, $3 how many are looked at.
-- Answers the last position that was looked at, how many there were (one more than asked for tells that there are more),
-- and the kinds as JSON.
WITH page AS MATERIALIZED (
  SELECT event.position, event.event_type, event.stream_key,
         row_number() OVER (ORDER BY event.position) AS place
  FROM :schema.events AS event
  WHERE event.position > $1 AND event.position <= $2
  ORDER BY event.position
  LIMIT $3::integer + 1
), kind AS (
  -- Each stream once, as looking it up is what costs.
  SELECT DISTINCT seen.event_type, stream.category
  FROM (SELECT DISTINCT event_type, stream_key FROM page WHERE place <= $3) AS seen
  JOIN :schema.streams AS stream ON stream.stream_key = seen.stream_key
)
SELECT (SELECT max(position) FROM page WHERE place <= $3),
       (SELECT count(*) FROM page),
       (SELECT json_agg(json_build_object('type', event_type, 'category', category)) FROM kind)
