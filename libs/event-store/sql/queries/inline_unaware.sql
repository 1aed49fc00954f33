-- The live processes that have not put on record that they know a projection as inline. $1 what they would say they run.
SELECT alive.name FROM :schema.subscription_processes AS alive
WHERE alive.alive_until > clock_timestamp() AND $1 <> ALL (alive.runs)
ORDER BY alive.name
