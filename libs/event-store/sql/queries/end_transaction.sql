-- end_transaction: ends a session that is still in a certain transaction, and no other one that has its process by now.
-- $1 the server process, $2 when the transaction began, both from limit_transaction
SELECT pg_catalog.pg_terminate_backend(activity.pid)
FROM pg_catalog.pg_stat_activity AS activity
WHERE activity.pid = $1::integer AND extract(epoch FROM activity.xact_start) = $2::numeric
