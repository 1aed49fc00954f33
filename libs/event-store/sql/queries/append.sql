-- One append, in the caller's transaction or in one of its own. The parameters are those of functions/append.sql.
SELECT outcome, version, last_position, known_event_ids
FROM :schema.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
