-- due_retries: the parked events of the keys for which a retry was asked, key by key, each key's in order.
-- $1 subscription, $2 how many.
SELECT kept.key, kept.position
FROM :schema.parked_events AS kept
JOIN (SELECT asked.key, min(asked.position) AS first FROM :schema.parked_events AS asked
      WHERE asked.subscription = $1
      GROUP BY asked.key HAVING bool_or(asked.retry_requested_at IS NOT NULL)) AS due ON due.key = kept.key
WHERE kept.subscription = $1
ORDER BY due.first, kept.key, kept.position
LIMIT $2
