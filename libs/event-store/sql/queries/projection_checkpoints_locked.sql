-- Holds the checkpoints of subscriptions where they are, to the end of the transaction: a batch that wants to move one waits.
-- $1 their names. Answers the segments that are held.
SELECT kept.subscription AS name, kept.segment
FROM :schema.subscription_segments AS kept
WHERE kept.subscription = ANY ($1::text[])
ORDER BY kept.subscription, kept.segment
FOR UPDATE
