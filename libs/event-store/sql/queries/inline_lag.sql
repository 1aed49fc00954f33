-- inline_lag: see functions/inline_lag.sql. $1 the subscription.
SELECT :schema.inline_lag($1) AS lag
