-- drop_generation(tables_schema): drops the schema of a read model's generation with its tables, unless something outside
-- hangs on one of them, such as a view through which they are read. Runs with the owner's rights.
CREATE OR REPLACE FUNCTION :schema.drop_generation(tables_schema text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  part record;
BEGIN
  PERFORM :schema.generation_mark(tables_schema);
  FOR part IN
    SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind, relname AS name FROM pg_class
    WHERE relnamespace = to_regnamespace(quote_ident(tables_schema)) AND relkind IN ('r', 'p', 'v')
    -- First what shows the others.
    ORDER BY relkind = 'v' DESC, relname
  LOOP
    EXECUTE format('DROP %s %I.%I', part.kind, tables_schema, part.name);
  END LOOP;
  EXECUTE format('DROP SCHEMA %I CASCADE', tables_schema);
END
$$;
