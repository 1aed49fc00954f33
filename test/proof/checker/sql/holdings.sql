-- The inline read model of owners, as its readers see it.
SELECT owner AS key, owner, coins::text, changes::text, seen::text FROM public.proof_holdings
