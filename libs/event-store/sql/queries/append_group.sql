-- The appends of several callers. The parameters are those of functions/append_group.sql.
SELECT outcome, version, last_position
FROM :schema.append_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
