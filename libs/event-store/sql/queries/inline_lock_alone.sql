-- Waits until no inline append of a projection is in flight, and lets none begin until the transaction ends. $1 the projection.
SELECT pg_advisory_xact_lock(:schema.inline_lock($1, 0))
