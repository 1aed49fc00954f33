--! safe: creates what is not there yet
-- How far durable readers of the log have come, and who of several processes reads for them. All times are the
-- database's. No index holds a column that changes with the work, so that with room on the page (fillfactor) every
-- update is heap-only.

CREATE TABLE :schema.subscriptions (
  name            text        COLLATE "C" PRIMARY KEY CHECK (octet_length(name) BETWEEN 1 AND 255),
  kind            text        NOT NULL,
  types           text[]      COLLATE "C",
  categories      text[]      COLLATE "C",
  segments        integer     NOT NULL CHECK (segments > 0),
  wanted_segments integer     NOT NULL CHECK (wanted_segments > 0),
  drain_to        bigint,
  revision        bigint      NOT NULL,
  registered_at   timestamptz NOT NULL,
  paused_at       timestamptz,
  paused_for      text,
  stopped_at      timestamptz,
  stopped_for     text
) WITH (fillfactor = 50);

COMMENT ON TABLE  :schema.subscriptions IS 'One row for each durable reader of the log.';
COMMENT ON COLUMN :schema.subscriptions.kind IS 'For what it reads: projection, reaction, saga, relay or subscription.';
COMMENT ON COLUMN :schema.subscriptions.types IS 'The event types that it wants; null for all.';
COMMENT ON COLUMN :schema.subscriptions.categories IS 'The categories of streams that it wants; null for all.';
COMMENT ON COLUMN :schema.subscriptions.segments IS 'Among how many segments its keys are divided.';
COMMENT ON COLUMN :schema.subscriptions.wanted_segments IS 'Among how many they are to be divided; another number only while drain_to is set.';
COMMENT ON COLUMN :schema.subscriptions.drain_to IS 'Where the segments wait for each other, to be replaced when all are there.';
COMMENT ON COLUMN :schema.subscriptions.revision IS 'Grows with each change of an operator''s that an owner has to look at.';
COMMENT ON COLUMN :schema.subscriptions.registered_at IS 'When it was first put on record.';
COMMENT ON COLUMN :schema.subscriptions.paused_at IS 'Since when an operator lets it stand still.';
COMMENT ON COLUMN :schema.subscriptions.paused_for IS 'Why.';
COMMENT ON COLUMN :schema.subscriptions.stopped_at IS 'Since when it stands still by itself.';
COMMENT ON COLUMN :schema.subscriptions.stopped_for IS 'Why.';

CREATE TABLE :schema.subscription_segments (
  subscription text        COLLATE "C" NOT NULL REFERENCES :schema.subscriptions ON DELETE CASCADE,
  segment      integer     NOT NULL CHECK (segment >= 0),
  position     bigint      NOT NULL CHECK (position >= 0),
  advanced_at  timestamptz NOT NULL,
  epoch        bigint      NOT NULL,
  owner        text        COLLATE "C",
  claimed_at   timestamptz,
  leased_until timestamptz,
  failure      text,
  PRIMARY KEY (subscription, segment)
) WITH (fillfactor = 50);

COMMENT ON TABLE  :schema.subscription_segments IS 'The checkpoints, each with the process that may move it.';
COMMENT ON COLUMN :schema.subscription_segments.segment IS 'From 0; the keys of events are divided among them.';
COMMENT ON COLUMN :schema.subscription_segments.position IS 'The checkpoint: the last position that is fully applied.';
COMMENT ON COLUMN :schema.subscription_segments.advanced_at IS 'When the checkpoint was moved last.';
COMMENT ON COLUMN :schema.subscription_segments.epoch IS 'The fence: grows each time the segment is taken.';
COMMENT ON COLUMN :schema.subscription_segments.owner IS 'The process that has taken it; it may have died since.';
COMMENT ON COLUMN :schema.subscription_segments.claimed_at IS 'When it was taken.';
COMMENT ON COLUMN :schema.subscription_segments.leased_until IS 'Until when, unless its process has given a sign of life since.';
COMMENT ON COLUMN :schema.subscription_segments.failure IS 'What stands in its way.';

CREATE TABLE :schema.subscription_processes (
  id          text        COLLATE "C" PRIMARY KEY,
  name        text        NOT NULL,
  runs        text[]      COLLATE "C" NOT NULL,
  seen_at     timestamptz NOT NULL,
  alive_until timestamptz NOT NULL
) WITH (fillfactor = 50);

COMMENT ON TABLE  :schema.subscription_processes IS 'The processes that read, by their signs of life; one such renews all that a process holds.';
COMMENT ON COLUMN :schema.subscription_processes.id IS 'New at each start.';
COMMENT ON COLUMN :schema.subscription_processes.name IS 'How people find it.';
COMMENT ON COLUMN :schema.subscription_processes.runs IS 'The subscriptions that it has code for.';
COMMENT ON COLUMN :schema.subscription_processes.seen_at IS 'Its last sign of life.';
COMMENT ON COLUMN :schema.subscription_processes.alive_until IS 'For how long that one counts.';

CREATE TABLE :schema.parked_events (
  subscription       text        COLLATE "C" NOT NULL REFERENCES :schema.subscriptions ON DELETE CASCADE,
  key                text        COLLATE "C" NOT NULL,
  position           bigint      NOT NULL,
  event_id           uuid        NOT NULL,
  stream_id          text        COLLATE "C" NOT NULL,
  event_type         text        COLLATE "C" NOT NULL,
  failure            text,
  attempts           integer     NOT NULL,
  parked_at          timestamptz NOT NULL,
  retry_requested_at timestamptz,
  PRIMARY KEY (subscription, key, position)
) WITH (fillfactor = 70);

COMMENT ON TABLE  :schema.parked_events IS 'Events that wait, by reference: those that failed, and those behind them with the same key.';
COMMENT ON COLUMN :schema.parked_events.key IS 'What the event waits with.';
COMMENT ON COLUMN :schema.parked_events.position IS 'The event''s.';
COMMENT ON COLUMN :schema.parked_events.failure IS 'What its handler threw last; null for one that waits behind another.';
COMMENT ON COLUMN :schema.parked_events.attempts IS 'How often its handler was tried.';
COMMENT ON COLUMN :schema.parked_events.retry_requested_at IS 'Since when it is to be tried again.';

-- Without a reference: where appends take the place of a subscription, what it gave up is still missing in its rows.
CREATE TABLE :schema.dropped_events (
  id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  subscription text        COLLATE "C" NOT NULL,
  key          text        COLLATE "C" NOT NULL,
  position     bigint      NOT NULL,
  event_id     uuid        NOT NULL,
  stream_id    text        COLLATE "C" NOT NULL,
  event_type   text        COLLATE "C" NOT NULL,
  failure      text,
  attempts     integer     NOT NULL,
  parked_at    timestamptz NOT NULL,
  reason       text        NOT NULL,
  dropped_by   text        NOT NULL,
  dropped_at   timestamptz NOT NULL
);

CREATE INDEX dropped_events_by_position ON :schema.dropped_events (subscription, position);

COMMENT ON TABLE  :schema.dropped_events IS 'Parked events that were given up, and on whose word.';
