-- limit_transaction: lets the server end the caller's transaction by itself, whatever has become of the caller: when a
-- statement takes, or nothing happens for, so many milliseconds; since PostgreSQL 17, so many after this statement in any
-- case. What the role or the caller has set lower stays. Answers by what end_transaction finds the transaction again, and
-- under which isolation level it is.
-- $1 the time limit in milliseconds
SELECT pg_backend_pid(), extract(epoch FROM transaction_timestamp())::text, current_setting('transaction_isolation'),
       pg_catalog.set_config('statement_timeout', lower.statement, true),
       pg_catalog.set_config('idle_in_transaction_session_timeout', lower.idle, true),
       CASE WHEN lower.transaction IS NOT NULL THEN pg_catalog.set_config('transaction_timeout', lower.transaction, true) END
FROM (
  SELECT least($1::bigint, nullif(extract(epoch FROM current_setting('statement_timeout')::interval) * 1000, 0))::bigint::text
           AS statement,
         least($1::bigint, nullif(extract(epoch FROM current_setting('idle_in_transaction_session_timeout')::interval) * 1000, 0))::bigint::text
           AS idle,
         CASE WHEN current_setting('transaction_timeout', true) IS NOT NULL THEN
           least($1::bigint, nullif(extract(epoch FROM current_setting('transaction_timeout', true)::interval) * 1000, 0))::bigint::text
         END AS transaction
) AS lower
