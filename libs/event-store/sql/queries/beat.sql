-- beat: see functions/beat.sql. $1 process, $2 its name, $3 what it runs, $4 the length of its leases in ms, $5 reports, $6 in
-- which incarnation of the server they were made, which need not be the one that is told now: reports of another history count
-- for nothing; $7 what it leaves to others, or null. Answers also the incarnation, see incarnation.sql.
WITH server AS MATERIALIZED (
  SELECT extract(epoch FROM pg_postmaster_start_time()) || '/' ||
         (SELECT oid FROM pg_database WHERE datname = current_database()) || '.' || ':schema.events'::regclass::oid || '/' ||
         CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS incarnation
)
SELECT told.processes, told.segments, server.incarnation
FROM server, LATERAL :schema.beat(
  $1, $2, $3, $4, CASE WHEN $6 = server.incarnation THEN $5::jsonb ELSE '[]' END, $7::jsonb) AS told
