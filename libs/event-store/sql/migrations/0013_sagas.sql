--! safe: adds tables that no running release reads
-- What instances of sagas know, what they have decided to do, and when they want to be called. What waits for somebody (a step
-- whose turn has come, a deadline, an instance that is stuck) lies in indexes of its own, which are as large as what waits: what
-- has come to its end costs nothing. JSON is kept as its text, in the order in which it was written.

CREATE TABLE :schema.saga_instances (
  saga             text        COLLATE "C" NOT NULL CHECK (octet_length(saga) BETWEEN 1 AND 255),
  key              text        COLLATE "C" NOT NULL CHECK (char_length(key) BETWEEN 1 AND 512),
  version          integer     NOT NULL CHECK (version > 0),
  status           text        COLLATE "C" NOT NULL
                               CHECK (status IN ('running', 'compensating', 'completed', 'compensated', 'ended')),
  state            json        NOT NULL,
  correlation_id   text        COLLATE "C" NOT NULL CHECK (char_length(correlation_id) BETWEEN 1 AND 512),
  metadata         json        NOT NULL,
  started_by       uuid        NOT NULL,
  started_position bigint      NOT NULL CHECK (started_position >= 0),
  started_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  steps            integer     NOT NULL CHECK (steps >= 0),
  turns            integer     NOT NULL CHECK (turns >= 0),
  reason           text,
  failure          text,
  stuck_at         json,
  is_stuck         boolean     NOT NULL GENERATED ALWAYS AS (failure IS NOT NULL) STORED,
  next_step        integer,
  next_at          timestamptz,
  claim            uuid,
  claimed_by       text        COLLATE "C",
  claimed_step     integer,
  claimed_until    timestamptz,
  PRIMARY KEY (saga, key),
  CHECK ((next_step IS NULL) = (next_at IS NULL)),
  CHECK (failure IS NULL OR next_at IS NULL),
  CHECK (num_nulls(claim, claimed_by, claimed_step, claimed_until) IN (0, 4))
) WITH (fillfactor = 70);

CREATE INDEX saga_instances_next ON :schema.saga_instances (saga, version, next_at) WHERE next_at IS NOT NULL;
CREATE UNIQUE INDEX saga_instances_claimed ON :schema.saga_instances (claim) WHERE claim IS NOT NULL;
CREATE INDEX saga_instances_of_conversation ON :schema.saga_instances (saga, correlation_id)
  WHERE status NOT IN ('completed', 'ended');
-- For operators, and to count them without a look at the rows.
CREATE INDEX saga_instances_by_status ON :schema.saga_instances (saga, status, key) INCLUDE (version, is_stuck);
CREATE INDEX saga_instances_stuck ON :schema.saga_instances (saga, key) WHERE is_stuck;

COMMENT ON TABLE  :schema.saga_instances IS 'One row for each instance of a saga: the lock at which its changes queue, and what it knows.';
COMMENT ON COLUMN :schema.saga_instances.saga IS 'The saga''s name.';
COMMENT ON COLUMN :schema.saga_instances.key IS 'What its events are told apart by.';
COMMENT ON COLUMN :schema.saga_instances.version IS 'Of the class by which it goes.';
COMMENT ON COLUMN :schema.saga_instances.status IS 'running, compensating, completed, compensated or ended.';
COMMENT ON COLUMN :schema.saga_instances.state IS 'What it knows.';
COMMENT ON COLUMN :schema.saga_instances.correlation_id IS 'Of the conversation in which it began.';
COMMENT ON COLUMN :schema.saga_instances.metadata IS 'The actor and the trace that its commands go on with.';
COMMENT ON COLUMN :schema.saga_instances.started_by IS 'The event that began it, as events.event_id.';
COMMENT ON COLUMN :schema.saga_instances.started_position IS 'Where in the log that event lies.';
COMMENT ON COLUMN :schema.saga_instances.started_at IS 'When, by the application''s clock.';
COMMENT ON COLUMN :schema.saga_instances.changed_at IS 'When it last changed, by the application''s clock.';
COMMENT ON COLUMN :schema.saga_instances.steps IS 'How many steps it has come to.';
COMMENT ON COLUMN :schema.saga_instances.turns IS 'Of how many of them the turn was given.';
COMMENT ON COLUMN :schema.saga_instances.reason IS 'Why it turned round, or was ended.';
COMMENT ON COLUMN :schema.saga_instances.failure IS 'Why it cannot go on until an operator has looked at it; null if it can.';
COMMENT ON COLUMN :schema.saga_instances.stuck_at IS 'At which step or deadline that happened.';
COMMENT ON COLUMN :schema.saga_instances.is_stuck IS 'Generated: whether there is such a failure.';
COMMENT ON COLUMN :schema.saga_instances.next_step IS 'The step whose turn it is; null if none is due, or it is stuck.';
COMMENT ON COLUMN :schema.saga_instances.next_at IS 'Since or from when that one can be claimed, by the database''s clock.';
COMMENT ON COLUMN :schema.saga_instances.claim IS 'Tells the claim of a process that is sending a step from all others; null if none is.';
COMMENT ON COLUMN :schema.saga_instances.claimed_by IS 'That process; it may have died since.';
COMMENT ON COLUMN :schema.saga_instances.claimed_step IS 'That step.';
COMMENT ON COLUMN :schema.saga_instances.claimed_until IS 'Until when, unless the process gives a sign of life, by the database''s clock.';

CREATE TABLE :schema.saga_steps (
  saga       text        COLLATE "C" NOT NULL,
  key        text        COLLATE "C" NOT NULL,
  number     integer     NOT NULL CHECK (number > 0),
  turn       integer     CHECK (turn > 0),
  kind       text        COLLATE "C" NOT NULL CHECK (kind IN ('command', 'compensation')),
  type       text        COLLATE "C" NOT NULL,
  payload    json        NOT NULL,
  status     text        COLLATE "C" NOT NULL
                         CHECK (status IN ('declared', 'held', 'due', 'done', 'refused', 'skipped', 'cancelled')),
  cause      json        NOT NULL,
  decided_at timestamptz NOT NULL,
  attempts   integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  again_at   timestamptz,
  failure    text,
  ended_at   timestamptz,
  PRIMARY KEY (saga, key, number),
  FOREIGN KEY (saga, key) REFERENCES :schema.saga_instances ON DELETE CASCADE,
  CHECK (status <> 'due' OR turn IS NOT NULL)
) WITH (fillfactor = 70);

CREATE INDEX saga_steps_open ON :schema.saga_steps (saga, key, turn) WHERE status IN ('declared', 'held', 'due');
CREATE INDEX saga_steps_held ON :schema.saga_steps (saga, key) WHERE status = 'held';

COMMENT ON TABLE  :schema.saga_steps IS 'What instances of sagas have decided to do: commands, and those that undo them.';
COMMENT ON COLUMN :schema.saga_steps.number IS 'From 1, in the order in which they were decided.';
COMMENT ON COLUMN :schema.saga_steps.turn IS 'Its place among those that are sent; null while it is not to be.';
COMMENT ON COLUMN :schema.saga_steps.kind IS 'command or compensation.';
COMMENT ON COLUMN :schema.saga_steps.type IS 'The lasting name of the command''s class.';
COMMENT ON COLUMN :schema.saga_steps.payload IS 'The command.';
COMMENT ON COLUMN :schema.saga_steps.status IS 'declared, held, due, done, refused, skipped or cancelled.';
COMMENT ON COLUMN :schema.saga_steps.cause IS 'What made the saga take it.';
COMMENT ON COLUMN :schema.saga_steps.decided_at IS 'When, by the application''s clock.';
COMMENT ON COLUMN :schema.saga_steps.attempts IS 'How often it was claimed to be sent.';
COMMENT ON COLUMN :schema.saga_steps.again_at IS 'When it may be sent again after a failure, by the database''s clock.';
COMMENT ON COLUMN :schema.saga_steps.failure IS 'What came of the last attempt that failed, or why it was refused or skipped.';
COMMENT ON COLUMN :schema.saga_steps.ended_at IS 'When it came to its end, by the application''s clock.';

CREATE TABLE :schema.saga_deadlines (
  saga       text        COLLATE "C" NOT NULL,
  key        text        COLLATE "C" NOT NULL,
  name       text        COLLATE "C" NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 255),
  due_at     timestamptz NOT NULL,
  version    integer     NOT NULL,
  is_held_up boolean     NOT NULL,
  PRIMARY KEY (saga, key, name),
  FOREIGN KEY (saga, key) REFERENCES :schema.saga_instances ON DELETE CASCADE
);

CREATE INDEX saga_deadlines_due ON :schema.saga_deadlines (saga, version, due_at) WHERE NOT is_held_up;

COMMENT ON TABLE  :schema.saga_deadlines IS 'When instances of sagas want to be called.';
COMMENT ON COLUMN :schema.saga_deadlines.name IS 'How the saga calls it.';
COMMENT ON COLUMN :schema.saga_deadlines.due_at IS 'When, by the application''s clock.';
COMMENT ON COLUMN :schema.saga_deadlines.version IS 'The instance''s, so that those that a process can go by are found at once.';
COMMENT ON COLUMN :schema.saga_deadlines.is_held_up IS 'Whether the instance is stuck, and is not called until it is not.';

CREATE TABLE :schema.saga_outsets (
  saga         text        COLLATE "C" PRIMARY KEY CHECK (octet_length(saga) BETWEEN 1 AND 255),
  effects_from bigint      NOT NULL CHECK (effects_from >= 0),
  set_at       timestamptz NOT NULL,
  caught_up_at timestamptz
);

COMMENT ON TABLE  :schema.saga_outsets IS 'Where the effects of sagas begin that began with what was over.';
COMMENT ON COLUMN :schema.saga_outsets.effects_from IS 'Up to which position events are history.';
COMMENT ON COLUMN :schema.saga_outsets.set_at IS 'When that was put on record.';
COMMENT ON COLUMN :schema.saga_outsets.caught_up_at IS 'When it had come there, and held nothing back any more.';
