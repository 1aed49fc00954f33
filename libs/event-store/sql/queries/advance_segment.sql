-- advance_segment: see functions/advance_segment.sql. $1 subscription, $2 segment, $3 owner, $4 epoch and $5 checkpoint of
-- the lease, $6 the new checkpoint, $7 what was parked and $8 unparked, as JSON or null.
SELECT :schema.advance_segment($1, $2, $3, $4, $5, $6, $7, $8)
