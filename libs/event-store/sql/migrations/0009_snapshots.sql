--! safe: adds a table that no running release reads
-- States of aggregates, kept so that they need not be folded again. A cache: whoever empties it loses time and nothing
-- else. The state is text, and not jsonb, which would order its fields otherwise and refuses some that JSON can say.

CREATE TABLE :schema.snapshots (
  stream_id   text        COLLATE "C" NOT NULL,
  fingerprint text        COLLATE "C" NOT NULL,
  version     bigint      NOT NULL CHECK (version > 0),
  position    bigint      NOT NULL,
  event_id    uuid        NOT NULL,
  taken_at    timestamptz NOT NULL,
  checksum    text        NOT NULL,
  state       text        NOT NULL,
  PRIMARY KEY (stream_id, fingerprint, version)
);

COMMENT ON TABLE  :schema.snapshots IS 'States of aggregates at versions of their streams. A cache of the log: may be emptied at any time.';
COMMENT ON COLUMN :schema.snapshots.fingerprint IS 'Of the code that has folded it; other code ignores it.';
COMMENT ON COLUMN :schema.snapshots.version IS 'Of the last event in it.';
COMMENT ON COLUMN :schema.snapshots.position IS 'Where in the log that event lies.';
COMMENT ON COLUMN :schema.snapshots.event_id IS 'That event''s id; where the stream has another one there, the snapshot is ignored.';
COMMENT ON COLUMN :schema.snapshots.taken_at IS 'When, by the application''s clock.';
COMMENT ON COLUMN :schema.snapshots.checksum IS 'Of all but the time; where it is another one, the snapshot is ignored.';
COMMENT ON COLUMN :schema.snapshots.state IS 'The state''s JSON.';
