-- hide_generation(...): removes the view of a version that nobody is to read any more. Runs with the owner's rights.
--
--   tables_schema    of the generation that it shows
--   view_schema, view_name   the view
CREATE OR REPLACE FUNCTION :schema.hide_generation(tables_schema text, view_schema text, view_name text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  named CONSTANT text := format('%I.%I', view_schema, view_name);
BEGIN
  PERFORM :schema.refuse_foreign_view(named::regclass, :schema.generation_mark(tables_schema) ->> 'projection');
  EXECUTE 'DROP VIEW ' || named;
END
$$;
