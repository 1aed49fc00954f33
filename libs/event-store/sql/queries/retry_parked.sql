-- retry_parked: see functions/retry_parked.sql. $1 subscription, $2 key or null, $3 position or null.
SELECT :schema.retry_parked($1, $2, $3)
