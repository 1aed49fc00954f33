-- Keeps a snapshot, and takes away those of its stream that nobody keeps any longer; `superseded` in TypeScript is the same.
-- $1 stream_id, $2 fingerprint, $3 version, $4 position, $5 event_id, $6 taken_at, $7 checksum, $8 state
-- $9 how many of the newest stay, $10 and the last of each so many versions or null, $11 how long others stay, in milliseconds
--
-- Nobody waits until it is on the disk, and least of all the appends that would have to share the disk with it: a snapshot that
-- a crash takes is taken again.
WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true)),
put AS (
  INSERT INTO :schema.snapshots AS known (stream_id, fingerprint, version, position, event_id, taken_at, checksum, state)
  SELECT $1::text, $2::text, $3::bigint, $4::bigint, $5::uuid, $6::timestamptz, $7::text, $8::text FROM unhurried
  ON CONFLICT (stream_id, fingerprint, version) DO UPDATE
  SET position = excluded.position, event_id = excluded.event_id, taken_at = excluded.taken_at,
      checksum = excluded.checksum, state = excluded.state
  WHERE known.taken_at <= excluded.taken_at
),
standing AS (
  SELECT kept.fingerprint, kept.version, kept.taken_at, false AS is_put
  FROM :schema.snapshots AS kept
  WHERE kept.stream_id = $1::text AND (kept.fingerprint, kept.version) <> ($2::text, $3::bigint)
  UNION ALL
  SELECT $2::text, $3::bigint, $6::timestamptz, true
),
judged AS (
  SELECT standing.fingerprint, standing.version, standing.is_put,
         row_number() OVER (PARTITION BY standing.fingerprint ORDER BY standing.version DESC) > $9::bigint
         AND ($10::bigint IS NULL
              OR standing.version < max(standing.version) OVER (PARTITION BY standing.fingerprint, standing.version / $10::bigint))
         AS is_superseded,
         standing.fingerprint <> $2::text
         AND max(standing.taken_at) OVER (PARTITION BY standing.fingerprint)
             < $6::timestamptz - $11::bigint * interval '1 millisecond' AS is_over
  FROM standing
)
DELETE FROM :schema.snapshots AS gone
USING judged
WHERE gone.stream_id = $1::text AND gone.fingerprint = judged.fingerprint AND gone.version = judged.version
  AND NOT judged.is_put AND (judged.is_superseded OR judged.is_over)
