-- The position up to which the log is complete.
SELECT :schema.safe_position()
