-- parked_keys: the keys of a subscription that have parked events, with how many. $1 subscription.
SELECT kept.key, count(DISTINCT kept.position) FROM :schema.parked_events AS kept WHERE kept.subscription = $1 GROUP BY kept.key
