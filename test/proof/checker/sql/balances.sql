-- The read model of accounts, as its readers see it.
SELECT account AS key, owner, coins::text, changes::text, seen::text FROM public.proof_balances
