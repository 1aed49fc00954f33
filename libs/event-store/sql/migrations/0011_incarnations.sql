--! safe: adds a table that no running release reads
-- Which histories of the log there have been, one row for each: a fail-over or a restoration begins another one, and may take
-- back what was acknowledged. Whoever keeps a position elsewhere learns from it what he may have read in vain.

CREATE TABLE :schema.incarnations (
  ordinal     integer     PRIMARY KEY,
  id          uuid        NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  identity    text        NOT NULL,
  begun_after bigint      NOT NULL CHECK (begun_after >= 0),
  met_at      timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by text,
  reason      text,
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL) AND (accepted_at IS NULL) = (reason IS NULL))
);

COMMENT ON TABLE :schema.incarnations IS 'The histories of the log that this one has come from, the first one first and the present one last.';
COMMENT ON COLUMN :schema.incarnations.id IS 'By which tokens of positions know it; made here, so that two servers which go on from one never have the same.';
COMMENT ON COLUMN :schema.incarnations.identity IS 'Where it was met: the cluster, the database and the table of the events in it, the timeline.';
COMMENT ON COLUMN :schema.incarnations.begun_after IS 'Up to which position it has what was before it; 0 for the first.';
COMMENT ON COLUMN :schema.incarnations.met_at IS 'When a store was first met by it.';
COMMENT ON COLUMN :schema.incarnations.accepted_at IS 'When an operator let those go on who keep positions elsewhere; null while they are refused. The first one needs it from nobody.';
COMMENT ON COLUMN :schema.incarnations.accepted_by IS 'On whose word.';
COMMENT ON COLUMN :schema.incarnations.reason IS 'Why.';
