-- lease_end(...): when the lease of a segment ends: a sign of life that its process has given since it took the segment
-- renews it. So one row is written for each process, not one for each segment, and no commit under way is waited for.
CREATE OR REPLACE FUNCTION :schema.lease_end(
  claimed_at timestamptz, leased_until timestamptz, seen_at timestamptz, alive_until timestamptz
) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN seen_at >= claimed_at THEN alive_until ELSE leased_until END;
