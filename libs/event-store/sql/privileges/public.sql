-- Nobody may do anything by default; PostgreSQL would let everybody execute a function.
REVOKE ALL ON SCHEMA :schema FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA :schema FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA :schema FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA :schema FROM PUBLIC;
