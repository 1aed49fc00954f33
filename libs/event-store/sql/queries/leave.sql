-- leave: gives all leases of a process back, and forgets it. $1 process.
WITH released AS (
  UPDATE :schema.subscription_segments AS kept SET owner = NULL, claimed_at = NULL, leased_until = NULL WHERE kept.owner = $1
)
DELETE FROM :schema.subscription_processes AS gone WHERE gone.id = $1
