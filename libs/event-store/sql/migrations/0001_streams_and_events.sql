--! safe: creates what is not there yet
-- The log itself.

-- A stream's row is its lock and its version. Rows are updated once per append and no index holds a changing column,
-- so that with room on the page (fillfactor) every update is heap-only.
CREATE TABLE :schema.streams (
  stream_key  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream_id   text        COLLATE "C" NOT NULL CHECK (octet_length(stream_id) BETWEEN 3 AND 255),
  category    text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(stream_id, '-', 1)) STORED,
  version     bigint      NOT NULL CHECK (version >= 0),
  recorded_at timestamptz NOT NULL,
  closed_at   timestamptz,
  tenant_id   text,
  CONSTRAINT streams_stream_id_is_unique UNIQUE (stream_id)
) WITH (fillfactor = 70);

COMMENT ON TABLE  :schema.streams IS 'One row for each stream: the lock that its writers queue at, and its version.';
COMMENT ON COLUMN :schema.streams.stream_key IS 'Narrow surrogate of stream_id, by which events name their stream.';
COMMENT ON COLUMN :schema.streams.stream_id IS '<category>-<id>; compared byte by byte.';
COMMENT ON COLUMN :schema.streams.category IS 'What stands before the first hyphen of stream_id.';
COMMENT ON COLUMN :schema.streams.version IS 'The version of the last event; 0 counts as a stream that does not exist.';
COMMENT ON COLUMN :schema.streams.recorded_at IS 'When the last event was recorded; the next one is never earlier.';
COMMENT ON COLUMN :schema.streams.closed_at IS 'Set once the stream takes no further events.';
COMMENT ON COLUMN :schema.streams.tenant_id IS 'Reserved.';

-- CACHE 1: a session that kept numbers in stock would hand out a position below the floor that it announced.
CREATE SEQUENCE :schema.events_position AS bigint MINVALUE 1 MAXVALUE 9007199254740991 CACHE 1;

COMMENT ON SEQUENCE :schema.events_position IS 'Positions; ends at 2^53 - 1, the last number that JavaScript holds exactly.';

CREATE TABLE :schema.events (
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
  CONSTRAINT events_position_is_unique PRIMARY KEY (position),
  CONSTRAINT events_version_is_unique UNIQUE (stream_key, version),
  CONSTRAINT events_event_id_is_unique UNIQUE (event_id)
);

ALTER SEQUENCE :schema.events_position OWNED BY :schema.events.position;

COMMENT ON TABLE  :schema.events IS 'The log: immutable facts, written by append() alone, deleted by nobody.';
COMMENT ON COLUMN :schema.events.position IS 'Place in the whole log; grows, may have gaps, is never used twice.';
COMMENT ON COLUMN :schema.events.stream_key IS 'The stream, as streams.stream_key.';
COMMENT ON COLUMN :schema.events.version IS 'Place in the stream: 1, 2, 3 without gaps.';
COMMENT ON COLUMN :schema.events.event_id IS 'The event''s own id, chosen by its writer; UUIDv7 unless it chose otherwise.';
COMMENT ON COLUMN :schema.events.event_type IS 'Stable name of the kind of fact.';
COMMENT ON COLUMN :schema.events.schema_version IS 'Version of the payload''s shape.';
COMMENT ON COLUMN :schema.events.data IS 'The payload.';
COMMENT ON COLUMN :schema.events.metadata IS 'Who, why and in which conversation.';
COMMENT ON COLUMN :schema.events.occurred_at IS 'When the fact happened in the world, as its writer says.';
COMMENT ON COLUMN :schema.events.recorded_at IS 'When the database recorded it.';
COMMENT ON COLUMN :schema.events.tenant_id IS 'Reserved.';
COMMENT ON COLUMN :schema.events.tags IS 'Reserved.';

-- What an idempotent append answered, so that its repetition answers the same.
CREATE TABLE :schema.idempotency_keys (
  key         text        COLLATE "C" PRIMARY KEY,
  fingerprint text        NOT NULL,
  stream_ids  text[]      NOT NULL,
  versions    bigint[]    NOT NULL,
  positions   bigint[]    NOT NULL,
  event_ids   uuid[]      NOT NULL,
  recorded_at timestamptz NOT NULL
);

COMMENT ON TABLE  :schema.idempotency_keys IS 'The answers of appends that were made under an idempotency key.';
COMMENT ON COLUMN :schema.idempotency_keys.fingerprint IS 'Of the request; the same key with another one is refused.';
COMMENT ON COLUMN :schema.idempotency_keys.stream_ids IS 'The streams appended to, in the order of the request.';
COMMENT ON COLUMN :schema.idempotency_keys.versions IS 'The version of each stream after the append.';
COMMENT ON COLUMN :schema.idempotency_keys.positions IS 'The position of the last event in each stream.';
COMMENT ON COLUMN :schema.idempotency_keys.event_ids IS 'The ids of all events, in the order of the request.';
