-- create_streams(stream_ids, versions, recorded_at): makes the rows of new streams, always in the same order, at the
-- version that they are about to have. Answers the surrogate key of each, in the order given; null where another
-- transaction has created the stream first, which is waited for. Its join is of two lists in memory, so it may hash.
CREATE OR REPLACE FUNCTION :schema.create_streams(stream_ids text[], versions bigint[], recorded_at timestamptz)
RETURNS bigint[]
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp SET enable_hashjoin = on
BEGIN ATOMIC
  WITH created AS (
    INSERT INTO :schema.streams (stream_id, version, recorded_at)
    SELECT asked.stream_id, asked.version, create_streams.recorded_at
    FROM unnest(create_streams.stream_ids, create_streams.versions) AS asked (stream_id, version)
    ORDER BY asked.stream_id
    ON CONFLICT (stream_id) DO NOTHING
    RETURNING stream_id, stream_key
  )
  SELECT array_agg(created.stream_key ORDER BY asked.place)
  FROM unnest(create_streams.stream_ids) WITH ORDINALITY AS asked (stream_id, place) LEFT JOIN created USING (stream_id);
END;
