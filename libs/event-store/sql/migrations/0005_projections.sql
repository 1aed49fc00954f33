--! safe: adds tables that no running release reads
-- Which generations of a read model there are. Each is one building of it from the beginning of the log, with tables in a
-- schema of its own; a reader goes through a view, which shows the live one.

CREATE TABLE :schema.projections (
  projection  text        PRIMARY KEY,
  version     integer     NOT NULL,
  switched_at timestamptz NOT NULL
);

CREATE TABLE :schema.projection_generations (
  projection    text        NOT NULL,
  version       integer     NOT NULL CHECK (version > 0),
  generation    integer     NOT NULL CHECK (generation > 0),
  tables_schema text        NOT NULL,
  read_models   jsonb       NOT NULL,
  state         text        NOT NULL
    CHECK (state IN ('building', 'live', 'following', 'failed', 'cancelled', 'dropped')),
  reason        text,
  inline_since  bigint,
  orders        jsonb,
  comparison    jsonb,
  created_at    timestamptz NOT NULL,
  switched_at   timestamptz,
  ended_at      timestamptz,
  PRIMARY KEY (projection, version, generation)
);

-- A reader of a version sees one of them.
CREATE UNIQUE INDEX one_live_generation ON :schema.projection_generations (projection, version) WHERE state = 'live';
-- The tables of two generations never stand in one place, whatever projections are called.
CREATE UNIQUE INDEX generations_by_schema ON :schema.projection_generations (tables_schema) WHERE state <> 'dropped';

COMMENT ON TABLE :schema.projections IS 'The pointer: which version of a projection is shown under the entity''s own name.';
COMMENT ON COLUMN :schema.projections.version IS 'The live version.';
COMMENT ON COLUMN :schema.projections.switched_at IS 'When the pointer was moved there.';
COMMENT ON TABLE :schema.projection_generations IS 'The generations of each version, those that were dropped included.';
COMMENT ON COLUMN :schema.projection_generations.tables_schema IS 'The schema that holds its tables.';
COMMENT ON COLUMN :schema.projection_generations.read_models IS 'Its entities: [{"schema": where their views stand, "table": their own name}].';
COMMENT ON COLUMN :schema.projection_generations.state IS 'building, live (readers of the version see it), following (kept up to date beside the live one), failed, cancelled, dropped.';
COMMENT ON COLUMN :schema.projection_generations.reason IS 'Why it is in that state, where somebody said so.';
COMMENT ON COLUMN :schema.projection_generations.inline_since IS 'The position behind which appends write it themselves; null while a subscription does.';
COMMENT ON COLUMN :schema.projection_generations.orders IS 'What it was made for and how it is built: {purpose, switch, segments, eventsPerSecond}; null for the first of a version.';
COMMENT ON COLUMN :schema.projection_generations.comparison IS 'What came of comparing its rows with the log, the last time: {keys, differing, position, at}.';
COMMENT ON COLUMN :schema.projection_generations.switched_at IS 'When it became live, the last time.';
COMMENT ON COLUMN :schema.projection_generations.ended_at IS 'When it failed, was cancelled or dropped.';
