-- Puts a generation on record. $1 projection, $2 version, $3 generation, $4 the schema of its tables, $5 its entities.
INSERT INTO :schema.projection_generations (projection, version, generation, tables_schema, read_models, state, created_at)
VALUES ($1, $2, $3, $4, $5, 'building', clock_timestamp())
