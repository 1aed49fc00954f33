-- Lets one transaction at a time change the generations of a projection. $1 the projection.
SELECT pg_advisory_xact_lock(hashtextextended('daybook generations of :schema.' || $1, 0))
