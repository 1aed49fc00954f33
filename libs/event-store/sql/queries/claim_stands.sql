-- claim_stands: whether a claim stands, held so until the transaction ends. $1 saga, $2 key, $3 claim.
SELECT true FROM :schema.saga_instances AS kept
WHERE kept.saga = $1 AND kept.key = $2 AND kept.claim = $3::uuid
FOR NO KEY UPDATE
