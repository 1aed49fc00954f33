-- parked_counts: how many events of a subscription wait together: those of a key, or of a stream for one share of the keys that
-- could not be told. $1 subscription.
SELECT kept.key, kept.share, count(*) FROM :schema.parked_events AS kept WHERE kept.subscription = $1 GROUP BY kept.key, kept.share
