-- Names the session of a connection that listens after its application, so that people find it in pg_stat_activity.
SELECT pg_catalog.set_config(
  'application_name',
  pg_catalog.left(coalesce(nullif(pg_catalog.current_setting('application_name'), ''), 'daybook'), 52) || ' (wake-ups)',
  false)
