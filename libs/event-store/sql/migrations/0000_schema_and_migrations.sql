--! safe: creates what is not there yet
-- The schema, and in it the list of what has been applied. Every statement below sql/ names the schema as :schema; the
-- migrator puts the configured one in its place.

CREATE SCHEMA IF NOT EXISTS :schema;

CREATE TABLE :schema.migrations (
  name       text        PRIMARY KEY,
  checksum   text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON SCHEMA :schema IS 'Daybook: an append-only log of events.';
COMMENT ON TABLE  :schema.migrations IS 'The files that have been applied: numbered migrations once, functions again when changed.';
COMMENT ON COLUMN :schema.migrations.name IS 'Path of the file below sql/.';
COMMENT ON COLUMN :schema.migrations.checksum IS 'SHA-256 of its text, with the schema in place.';
