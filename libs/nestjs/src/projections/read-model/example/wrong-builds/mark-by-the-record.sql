-- Believes what is on record, which the application may write.
CREATE OR REPLACE FUNCTION daybook.generation_mark(tables_schema text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('projection', g.projection, 'version', g.version, 'generation', g.generation,
                            'views', (SELECT jsonb_agg(entity ->> 'schema') FROM jsonb_array_elements(g.read_models) AS entity))
  FROM daybook.projection_generations AS g WHERE g.tables_schema = generation_mark.tables_schema
$$
