-- The floor of a projection: the rows of a batch as they are afterwards.
-- $1 account ids, $2 balances, $3 numbers of deposits
INSERT INTO floor.balances (account_id, balance_minor, deposits)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::integer[])
ON CONFLICT (account_id) DO UPDATE SET balance_minor = EXCLUDED.balance_minor, deposits = EXCLUDED.deposits
