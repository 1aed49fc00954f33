-- generation_mark(tables_schema): what the owner has written on the schema of a read model's generation when it was made:
-- {projection, version, generation, views: the schemas where its views may stand}.
-- Raises for every other schema, as what the record says of generations is the application's to write.
CREATE OR REPLACE FUNCTION :schema.generation_mark(tables_schema text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mark text;
BEGIN
  -- Of the caller's own: that is the owner where a function runs with the owner's rights.
  SELECT obj_description(made.oid, 'pg_namespace') INTO mark FROM pg_namespace AS made
  WHERE made.nspname = tables_schema AND pg_get_userbyid(made.nspowner) = current_user;
  IF mark IS NULL OR mark NOT LIKE 'daybook: {%' THEN
    RAISE EXCEPTION 'schema "%" is none of a read model that % has made', tables_schema, current_user
      USING ERRCODE = 'insufficient_privilege',
        HINT = 'daybook migrate makes the first tables of a version, as the owner of the event store''s schema.';
  END IF;
  RETURN substr(mark, 10)::jsonb;
END
$$;
