-- Which server answers, and which of the histories that it could go on with: another one may have lost commits that were
-- acknowledged. Asked once on each connection; and, because a pooler changes the server behind one, by safe_position.sql and
-- beat.sql as well, which say it in the same words.
SELECT extract(epoch FROM pg_postmaster_start_time()) || '/' ||
         -- Of which a dump that is restored makes others.
         (SELECT oid FROM pg_database WHERE datname = current_database()) || '.' || ':schema.events'::regclass::oid || '/' ||
         -- A standby writes no history of its own.
         CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END
