--! safe: what is added is written by the new release alone; sagas wait while the index is built
-- What sagas keep over the years: instances that have come to their end can be forgotten, an outset belongs to the reader for
-- which it was set, what an instance has heard is not told it once more, and how often a step has failed outlives processes.

ALTER TABLE :schema.saga_instances ADD COLUMN heard_to bigint;
ALTER TABLE :schema.saga_steps ADD COLUMN failures integer NOT NULL DEFAULT 0;

-- Goes with the reader. Null where an earlier release writes it meanwhile.
ALTER TABLE :schema.saga_outsets ADD COLUMN subscription text COLLATE "C" REFERENCES :schema.subscriptions ON DELETE CASCADE;
UPDATE :schema.saga_outsets AS known SET subscription = whole.name
FROM :schema.subscriptions AS whole WHERE whole.name = 'saga:' || known.saga;
DELETE FROM :schema.saga_outsets AS known WHERE known.subscription IS NULL;

CREATE INDEX saga_instances_over ON :schema.saga_instances (saga, changed_at)
  WHERE status IN ('completed', 'compensated', 'ended') AND next_at IS NULL AND NOT is_stuck;

CREATE TABLE :schema.saga_pruned_keys (
  saga      text        COLLATE "C" NOT NULL,
  key       text        COLLATE "C" NOT NULL,
  pruned_at timestamptz NOT NULL,
  PRIMARY KEY (saga, key)
);

COMMENT ON COLUMN :schema.saga_instances.heard_to IS 'The position of the last event that it was told of; null for one of an earlier release.';
COMMENT ON COLUMN :schema.saga_steps.failures IS 'How often it has failed by its own fault since it became due.';
COMMENT ON COLUMN :schema.saga_outsets.subscription IS 'The reader for which it was set; with that it is forgotten.';
COMMENT ON TABLE  :schema.saga_pruned_keys IS 'The keys of instances that have been forgotten: none of them is begun again.';
COMMENT ON COLUMN :schema.saga_pruned_keys.pruned_at IS 'When that was.';
