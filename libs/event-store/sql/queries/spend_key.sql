-- spend_key: uses an idempotency key up, so that nothing can be done under it. $1 the key, $2 the fingerprint of keys that were
-- used up. Answers what claim_key() answers.
SELECT claimed.outcome, CASE claimed.outcome WHEN 'claimed' THEN :schema.settle_key($1, '{}', '{}', '{}', '{}') END
FROM :schema.claim_key($1, $2) AS claimed
