--! safe: adds a table that no running release reads
-- The last run of each reader of the log that is brought up to date at certain times. Times of runs are those of the
-- application's clock, by which they are due; whether a process lives is told by the database's.

CREATE TABLE :schema.scheduled_runs (
  subscription  text        COLLATE "C" PRIMARY KEY REFERENCES :schema.subscriptions ON DELETE CASCADE,
  due_at        timestamptz NOT NULL,
  owner         text        COLLATE "C",
  started_at    timestamptz,
  from_position bigint,
  up_to         bigint,
  ended_at      timestamptz,
  position      bigint,
  events        bigint,
  error         text
) WITH (fillfactor = 50);

COMMENT ON TABLE  :schema.scheduled_runs IS 'The last run of each reader that is brought up to date at certain times.';
COMMENT ON COLUMN :schema.scheduled_runs.due_at IS 'For which time it was made; before the first, since when times count.';
COMMENT ON COLUMN :schema.scheduled_runs.owner IS 'The process that makes it, or has made it.';
COMMENT ON COLUMN :schema.scheduled_runs.started_at IS 'When it began; null before the first.';
COMMENT ON COLUMN :schema.scheduled_runs.from_position IS 'The checkpoint at that time.';
COMMENT ON COLUMN :schema.scheduled_runs.up_to IS 'The end of the log at that time, which is the end of the run.';
COMMENT ON COLUMN :schema.scheduled_runs.ended_at IS 'When it ended, or was given up; null while it is under way.';
COMMENT ON COLUMN :schema.scheduled_runs.position IS 'The checkpoint at its end.';
COMMENT ON COLUMN :schema.scheduled_runs.events IS 'How many events it wanted lie between the two.';
COMMENT ON COLUMN :schema.scheduled_runs.error IS 'Why it was given up.';
