-- The snapshot with which loading begins, and whether others would have been nearer; always one row.
-- $1 stream_id, $2 fingerprint, $3 the highest version that it may have
-- Columns: version, position, event_id, taken_at in milliseconds since 1970, checksum, state, others
SELECT own.version, own.position, own.event_id, own.taken_at, own.checksum, own.state,
       EXISTS (
         SELECT FROM :schema.snapshots AS other
         WHERE other.stream_id = $1 AND other.fingerprint <> $2
           AND other.version > coalesce(own.version, 0) AND other.version <= $3::bigint
       )
FROM (VALUES (0)) AS always
LEFT JOIN LATERAL (
  SELECT kept.version, kept.position, kept.event_id, round(extract(epoch FROM kept.taken_at) * 1000)::bigint AS taken_at,
         kept.checksum, kept.state
  FROM :schema.snapshots AS kept
  WHERE kept.stream_id = $1 AND kept.fingerprint = $2 AND kept.version <= $3::bigint
  ORDER BY kept.version DESC
  LIMIT 1
) AS own ON true
