--! safe: adds columns that may be null, an index on a small table, and a table that no running release reads
-- What appends write themselves, they write only where they know it. So it is on record which events a read model takes, and
-- an append of such that does not know the read model is refused.

ALTER TABLE :schema.projection_generations
  ADD COLUMN inline_types      text[] COLLATE "C",
  ADD COLUMN inline_categories text[] COLLATE "C";

-- All that an append looks at where there are none.
CREATE INDEX inline_generations ON :schema.projection_generations (projection, version)
WHERE state = 'live' AND inline_types IS NOT NULL;

CREATE TABLE :schema.inline_changes (
  one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
  changed_at timestamptz NOT NULL
) WITH (fillfactor = 50);
INSERT INTO :schema.inline_changes (changed_at) VALUES (clock_timestamp());

COMMENT ON COLUMN :schema.projection_generations.inline_types IS 'Appends of these types are refused where the append does not know the read model as inline; null for none.';
COMMENT ON COLUMN :schema.projection_generations.inline_categories IS 'In streams of these categories alone; null for all.';
COMMENT ON TABLE  :schema.inline_changes IS 'One row, by which a transaction with an old snapshot notices that appends have taken a read model over since.';
COMMENT ON COLUMN :schema.inline_changes.one IS 'That there is one.';
COMMENT ON COLUMN :schema.inline_changes.changed_at IS 'When that has changed the last time.';
