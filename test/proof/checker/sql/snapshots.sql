-- The snapshots of accounts, whatever code has folded them.
SELECT stream_id AS stream, version::text, position::text, event_id::text, state FROM daybook.snapshots
WHERE stream_id LIKE 'account-%'
