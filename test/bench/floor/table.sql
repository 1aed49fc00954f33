-- The floor's table: the columns and the indexes of the log, and nothing that checks anything.
CREATE SCHEMA floor;
CREATE SEQUENCE floor.events_position AS bigint;
CREATE TABLE floor.events (
  position       bigint      NOT NULL,
  stream_key     bigint      NOT NULL,
  version        bigint      NOT NULL,
  event_id       uuid        NOT NULL,
  event_type     text        COLLATE "C" NOT NULL,
  schema_version integer     NOT NULL,
  data           jsonb       NOT NULL,
  metadata       jsonb       NOT NULL,
  occurred_at    timestamptz NOT NULL,
  recorded_at    timestamptz NOT NULL,
  tenant_id      text,
  tags           text[],
  PRIMARY KEY (position),
  UNIQUE (stream_key, version),
  UNIQUE (event_id)
);
