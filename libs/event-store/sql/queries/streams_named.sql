-- streams_named: the streams of all categories with one id behind the first hyphen. Goes from category to category by the
-- index of stream ids, and looks at one stream of each, however many there are: the streams of a category lie side by side,
-- and no category holds a hyphen, so that the next one begins at the character after it.
-- $1 the id
WITH RECURSIVE kind (category) AS (
  (SELECT stream.category FROM :schema.streams AS stream ORDER BY stream.stream_id LIMIT 1)
  UNION ALL
  SELECT (SELECT stream.category FROM :schema.streams AS stream
          WHERE stream.stream_id >= kind.category || '.' ORDER BY stream.stream_id LIMIT 1)
  FROM kind WHERE kind.category IS NOT NULL
)
-- A limit, so that each is looked up: a planner that expects many of them would read the table.
SELECT found.stream_id
FROM kind, LATERAL (SELECT stream.stream_id FROM :schema.streams AS stream
                    WHERE stream.stream_id = kind.category || '-' || $1::text LIMIT 1) AS found
