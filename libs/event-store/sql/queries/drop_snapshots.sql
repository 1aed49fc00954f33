-- Takes snapshots away; answers how many. $1 stream_id, $2 category, $3 fingerprint, $4 the lowest version: each or null
WITH gone AS (
  DELETE FROM :schema.snapshots AS kept
  WHERE ($1::text IS NULL OR kept.stream_id = $1)
    AND ($2::text IS NULL OR (kept.stream_id >= $2 || '-' AND kept.stream_id < $2 || '.'))
    AND ($3::text IS NULL OR kept.fingerprint = $3)
    AND ($4::bigint IS NULL OR kept.version >= $4)
  RETURNING 1
)
SELECT count(*) FROM gone
