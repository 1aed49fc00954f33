--! safe: adds a column that an earlier release leaves alone
-- What an instance of a saga had been told when its saga's reader was put on record last: what is told it twice is known by that, and
-- not by how far it has come since.

ALTER TABLE :schema.saga_instances ADD COLUMN told_before json;

COMMENT ON COLUMN :schema.saga_instances.told_before IS 'What it had heard when its saga''s effects began to count where they do, {outset, to}; null for one of an earlier release.';
