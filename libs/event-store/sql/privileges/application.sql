-- What the application's role may do: append through the functions, and read. Nothing else, whatever it had before.
-- :role is replaced by the role's quoted name.
REVOKE ALL ON SCHEMA :schema FROM :role;
REVOKE ALL ON ALL TABLES IN SCHEMA :schema FROM :role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA :schema FROM :role;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA :schema FROM :role;
GRANT USAGE ON SCHEMA :schema TO :role;
GRANT SELECT ON :schema.events, :schema.streams, :schema.migrations TO :role;
GRANT SELECT ON SEQUENCE :schema.events_position TO :role;
GRANT EXECUTE ON FUNCTION :schema.append, :schema.append_group, :schema.safe_position, :schema.floor_position TO :role;
