-- The floor of a projection: the rows of a batch.
-- $1 account ids
SELECT account_id, balance_minor, deposits FROM floor.balances WHERE account_id = ANY ($1::text[])
