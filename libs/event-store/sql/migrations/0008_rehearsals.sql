--! safe: adds tables that no running release reads, and a check that all its generations pass
-- Rehearsals make a read model anew beside the live one, compare the two, and drop what they have made: so that it is known
-- what a recovery would give, and how long it would take. What nobody runs any more is given up, on record.

CREATE TABLE :schema.rehearsals (
  projection          text        NOT NULL,
  version             integer     NOT NULL,
  generation          integer     NOT NULL,
  due_at              timestamptz,
  sample              bigint,
  started_at          timestamptz NOT NULL,
  built_at            timestamptz,
  ended_at            timestamptz,
  outcome             text        CHECK (outcome IN ('same', 'differing', 'failed', 'cancelled')),
  reason              text,
  position            bigint,
  events              bigint,
  keys_of_log         bigint,
  differing_from_log  bigint,
  rows_read           bigint,
  differing_from_read bigint,
  waiting             bigint,
  differences         jsonb,
  PRIMARY KEY (projection, version, generation),
  FOREIGN KEY (projection, version, generation) REFERENCES :schema.projection_generations,
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

CREATE TABLE :schema.rehearsal_times (
  projection text        PRIMARY KEY,
  due_at     timestamptz NOT NULL
);

CREATE TABLE :schema.retirements (
  id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  name       text        NOT NULL,
  what       text        NOT NULL,
  position   bigint,
  parked     bigint      NOT NULL,
  reason     text        NOT NULL,
  retired_by text        NOT NULL,
  retired_at timestamptz NOT NULL
);

-- Whoever brings builds to their end: what was made in rehearsal is seen by no reader.
ALTER TABLE :schema.projection_generations ADD CONSTRAINT rehearsals_are_not_read
  CHECK (state NOT IN ('live', 'following') OR orders ->> 'purpose' IS DISTINCT FROM 'rehearsal');

COMMENT ON COLUMN :schema.projection_generations.orders IS 'What it was made for and how it is built: {purpose, switch, segments, eventsPerSecond}, of a rehearsal {upTo, rounds} besides; null for the first of a version.';
COMMENT ON TABLE :schema.rehearsals IS 'What came of making read models anew for practice. Each has made one generation, which is dropped.';
COMMENT ON COLUMN :schema.rehearsals.due_at IS 'The time of its schedule that it was made for; null if somebody asked for it.';
COMMENT ON COLUMN :schema.rehearsals.sample IS 'How many keys are compared, chosen at random; null for all.';
COMMENT ON COLUMN :schema.rehearsals.started_at IS 'When it began, at the beginning of the log.';
COMMENT ON COLUMN :schema.rehearsals.built_at IS 'When it had come to where the live one was.';
COMMENT ON COLUMN :schema.rehearsals.ended_at IS 'When its outcome was known.';
COMMENT ON COLUMN :schema.rehearsals.outcome IS 'same, differing, failed or cancelled; null while it is under way.';
COMMENT ON COLUMN :schema.rehearsals.reason IS 'Why it failed or was cancelled.';
COMMENT ON COLUMN :schema.rehearsals.position IS 'Where in the log it was compared.';
COMMENT ON COLUMN :schema.rehearsals.events IS 'How many events it has applied up to there.';
COMMENT ON COLUMN :schema.rehearsals.keys_of_log IS 'How many keys were compared with the log; null for what handlers write.';
COMMENT ON COLUMN :schema.rehearsals.differing_from_log IS 'How many of them differ.';
COMMENT ON COLUMN :schema.rehearsals.rows_read IS 'How many rows were compared with those that are read.';
COMMENT ON COLUMN :schema.rehearsals.differing_from_read IS 'How many of them differ.';
COMMENT ON COLUMN :schema.rehearsals.waiting IS 'How many keys were not compared because an event of theirs is parked.';
COMMENT ON COLUMN :schema.rehearsals.differences IS 'The first of those that differ: [{from, table, key, kind, fields}], without what stands in them.';
COMMENT ON TABLE :schema.rehearsal_times IS 'Up to where the times are used up at which read models are rehearsed; by the application''s clock.';
COMMENT ON COLUMN :schema.rehearsal_times.due_at IS 'The last time for which one was begun; before the first, since when times count.';
COMMENT ON TABLE :schema.retirements IS 'What was given up that no release ran any more, and on whose word.';
COMMENT ON COLUMN :schema.retirements.name IS 'The generation or the reader: account-balances@1.1, welcome-mail.';
COMMENT ON COLUMN :schema.retirements.what IS 'What it was: a generation, or the kind of a reader.';
COMMENT ON COLUMN :schema.retirements.position IS 'How far it had come; null if it was never run, or appends wrote it.';
COMMENT ON COLUMN :schema.retirements.parked IS 'How many parked events were given up with it.';
COMMENT ON COLUMN :schema.retirements.reason IS 'Why.';
