-- drop_parked: see functions/drop_parked.sql. $1 subscription, $2 key or null, $3 position or null, $4 reason, $5 by whom.
SELECT :schema.drop_parked($1, $2, $3, $4, $5)
