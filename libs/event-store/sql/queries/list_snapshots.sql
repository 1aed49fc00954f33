-- The snapshots of the first streams that have any, newest version first within a stream.
-- $1 stream_id, $2 category, $3 fingerprint, $4 the lowest version: each or null
-- $5 behind which stream to go on or null, $6 of how many streams at most
-- Columns: stream_id, version, position, event_id, fingerprint, taken_at in milliseconds since 1970, bytes
WITH selected AS (
  SELECT kept.stream_id, kept.version, kept.position, kept.event_id, kept.fingerprint, kept.taken_at,
         octet_length(kept.state) AS bytes, dense_rank() OVER (ORDER BY kept.stream_id) AS place
  FROM :schema.snapshots AS kept
  WHERE ($1::text IS NULL OR kept.stream_id = $1)
    AND ($2::text IS NULL OR (kept.stream_id >= $2 || '-' AND kept.stream_id < $2 || '.'))
    AND ($3::text IS NULL OR kept.fingerprint = $3)
    AND ($4::bigint IS NULL OR kept.version >= $4)
    AND ($5::text IS NULL OR kept.stream_id > $5)
)
SELECT stream_id, version, position, event_id, fingerprint, round(extract(epoch FROM taken_at) * 1000)::bigint, bytes
FROM selected
WHERE place <= $6::bigint
ORDER BY stream_id, version DESC, fingerprint
