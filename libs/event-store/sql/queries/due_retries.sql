-- due_retries: the parked events of the keys for which a retry was asked, key by key and share by share, each in order.
-- $1 subscription, $2 how many.
SELECT kept.key, kept.share, kept.position
FROM :schema.parked_events AS kept
JOIN (SELECT asked.key, asked.share, min(asked.position) AS first FROM :schema.parked_events AS asked
      WHERE asked.subscription = $1
      GROUP BY asked.key, asked.share HAVING bool_or(asked.retry_requested_at IS NOT NULL)) AS due
  ON due.key = kept.key AND due.share = kept.share
WHERE kept.subscription = $1
ORDER BY due.first, kept.key, kept.share, kept.position
LIMIT $2
