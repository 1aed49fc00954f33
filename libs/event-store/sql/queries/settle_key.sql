-- settle_key: see functions/settle_key.sql. $1 the key, $2 streams, $3 versions and $4 positions of the appends in the
-- order in which they were made, $5 the answer. A stream stands there with its last append; one that a rolled-back
-- savepoint has undone does not. Answers the answer as it is going to be read.
SELECT :schema.settle_key(
         $1,
         coalesce(array_agg(last.stream_id ORDER BY last.place), '{}'),
         coalesce(array_agg(last.version ORDER BY last.place), '{}'),
         coalesce(array_agg(last.position ORDER BY last.place), '{}'),
         $5::jsonb),
       $5::jsonb
FROM (
  SELECT DISTINCT ON (told.stream_id) told.stream_id, told.version, told.position, told.place
  FROM unnest($2::text[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS told (stream_id, version, position, place)
  JOIN :schema.events AS event ON event.position = told.position
  ORDER BY told.stream_id, told.position DESC
) AS last
