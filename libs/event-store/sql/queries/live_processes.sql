-- live_processes: those who have given a sign of life within their leases, in the order of their ids.
SELECT json_build_object('id', alive.id, 'name', alive.name, 'runs', alive.runs, 'declines', alive.declines)
FROM :schema.subscription_processes AS alive
WHERE alive.alive_until > clock_timestamp()
ORDER BY alive.id
