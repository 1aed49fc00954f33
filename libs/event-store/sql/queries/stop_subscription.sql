-- stop_subscription: see functions/stop_subscription.sql. $1 subscription, $2 segment, $3 owner, $4 epoch and $5 checkpoint
-- of the lease, $6 the reason.
SELECT :schema.stop_subscription($1, $2, $3, $4, $5, $6)
