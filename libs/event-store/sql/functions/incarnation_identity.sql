-- incarnation_identity(): by what one history of the log is told from another: the cluster, as far as one may ask; the
-- database and the table, of which a dump that is restored makes others; and the timeline, which a promotion and a recovery
-- to a point in time change.
CREATE OR REPLACE FUNCTION :schema.incarnation_identity() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cluster text := '?';
BEGIN
  IF has_function_privilege('pg_control_system()', 'EXECUTE') THEN
    SELECT system_identifier INTO cluster FROM pg_control_system();
  END IF;
  RETURN cluster || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) || '.' ||
         ':schema.events'::regclass::oid || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
END
$$;
