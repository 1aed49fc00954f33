--! safe: adds a table that no running release reads
-- Streams that were copied through a transformation into new ones: which became which, and on whose word. Rows of streams are
-- never deleted, so that no foreign key is needed; with one, a TRUNCATE would be refused for it, and not for what the log is.

CREATE TABLE :schema.stream_copies (
  target_key     bigint      PRIMARY KEY,
  source_key     bigint      NOT NULL,
  transformation text        NOT NULL,
  state          text        NOT NULL CHECK (state IN ('under-way', 'complete', 'abandoned')),
  reason         text        NOT NULL,
  ordered_by     text        NOT NULL,
  begun_at       timestamptz NOT NULL,
  ended_at       timestamptz,
  ended_for      text,
  source_version bigint,
  target_version bigint,
  CHECK (source_key <> target_key),
  CHECK ((ended_at IS NULL) = (state = 'under-way')),
  CHECK ((source_version IS NOT NULL AND target_version IS NOT NULL) = (state = 'complete'))
);

-- One stream goes on in one other. Copies that were abandoned are on record, and in nobody's way.
CREATE UNIQUE INDEX stream_copies_go_on_in_one ON :schema.stream_copies (source_key) WHERE state <> 'abandoned';
CREATE INDEX stream_copies_of_source ON :schema.stream_copies (source_key);

-- Whoever begins to write into a copy and does not end that is refused when he commits: both streams would take events.
CREATE FUNCTION :schema.refuse_open_copy() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM :schema.stream_copies AS copy JOIN :schema.streams AS target ON target.stream_key = copy.target_key
             WHERE copy.target_key = NEW.target_key AND copy.state <> 'complete' AND target.closed_at IS NULL) THEN
    RAISE EXCEPTION 'a copy was begun to be written into, and that was not ended'
      USING ERRCODE = 'restrict_violation', HINT = 'Call end_copy() last, in the same transaction.';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER copies_leave_one_open AFTER INSERT OR UPDATE ON :schema.stream_copies
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION :schema.refuse_open_copy();
ALTER TABLE :schema.stream_copies ENABLE ALWAYS TRIGGER copies_leave_one_open;

COMMENT ON TABLE :schema.stream_copies IS 'Which streams were copied into which; of the two, one takes events.';
COMMENT ON COLUMN :schema.stream_copies.target_key IS 'The new stream, as streams.stream_key. Closed until the copy is complete.';
COMMENT ON COLUMN :schema.stream_copies.source_key IS 'The old stream, as streams.stream_key. Closed when the copy is complete.';
COMMENT ON COLUMN :schema.stream_copies.transformation IS 'Through what it was copied.';
COMMENT ON COLUMN :schema.stream_copies.state IS 'under-way, complete or abandoned.';
COMMENT ON COLUMN :schema.stream_copies.reason IS 'Why.';
COMMENT ON COLUMN :schema.stream_copies.ordered_by IS 'On whose word.';
COMMENT ON COLUMN :schema.stream_copies.begun_at IS 'When its first events were written.';
COMMENT ON COLUMN :schema.stream_copies.ended_at IS 'When it was completed or abandoned.';
COMMENT ON COLUMN :schema.stream_copies.ended_for IS 'Why it was abandoned.';
COMMENT ON COLUMN :schema.stream_copies.source_version IS 'The version at which the old stream was closed.';
COMMENT ON COLUMN :schema.stream_copies.target_version IS 'The version at which the new one was opened.';
