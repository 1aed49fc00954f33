-- In which history of the log a server goes on, and as which incarnation, see incarnation.sql. A restart goes on with the same
-- one; a promotion begins another, as a restoration does: into another cluster, another database or another table.
SELECT extract(epoch FROM pg_postmaster_start_time()) || '/' || own.place || '/' || own.timeline,
       control.system_identifier || '/' || own.place || '/' || own.timeline
FROM pg_control_system() AS control,
     LATERAL (SELECT (SELECT oid FROM pg_database WHERE datname = current_database()) || '.' || ':schema.events'::regclass::oid,
                     CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END)
       AS own (place, timeline)
