--! safe: adds a column that no running release reads
-- What a unit of work answered, so that its repetition answers the same: {"value": …}, or {} for nothing.
ALTER TABLE :schema.idempotency_keys ADD COLUMN answer jsonb;

COMMENT ON COLUMN :schema.idempotency_keys.answer IS 'What a unit of work answered; null for a plain append.';

-- By which keys are found that have been kept for long enough.
CREATE INDEX idempotency_keys_by_age ON :schema.idempotency_keys (recorded_at);
