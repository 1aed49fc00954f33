-- The position up to which the log is complete, under which isolation level that was asked, the last position that was
-- ever allocated, as of later, and the incarnation of the server, see incarnation.sql.
SELECT :schema.safe_position(), current_setting('transaction_isolation'), (SELECT last_value FROM :schema.events_position),
       extract(epoch FROM pg_postmaster_start_time()) || '/' ||
         (SELECT oid FROM pg_database WHERE datname = current_database()) || '.' || ':schema.events'::regclass::oid || '/' ||
         CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END
