-- show_generation(...): lets a view show a table of a read model's generation, from the transaction's end on. Runs with the
-- owner's rights: the application switches between what the owner has made, and to nothing else.
--
--   tables_schema    the generation's
--   table_name       its table: <entity>_v<version>
--   view_schema      where the view stands, or is to stand; one of those that were named when the generation was made
--   view_name        <entity>_v<version>, or <entity>
CREATE OR REPLACE FUNCTION :schema.show_generation(tables_schema text, table_name text, view_schema text, view_name text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mark    CONSTANT jsonb    := :schema.generation_mark(tables_schema);
  named   CONSTANT text     := format('%I.%I', view_schema, view_name);
  shown   CONSTANT regclass := to_regclass(format('%I.%I', tables_schema, table_name));
  before  CONSTANT regclass := to_regclass(named);
  same    boolean := false;
  granted text[]  := '{}';
  one     text;
BEGIN
  IF shown IS NULL OR NOT (mark -> 'views') ? view_schema
    OR table_name NOT IN (view_name, view_name || '_v' || (mark ->> 'version'))
  THEN
    RAISE EXCEPTION '"%" in "%" is not to be shown as %', table_name, tables_schema, named
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF before IS NOT NULL THEN
    PERFORM :schema.refuse_foreign_view(before, mark ->> 'projection');
    SELECT (SELECT array_agg((attname, atttypid, atttypmod)::text ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = before AND attnum > 0 AND NOT attisdropped)
         = (SELECT array_agg((attname, atttypid, atttypmod)::text ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = shown AND attnum > 0 AND NOT attisdropped) INTO same;
    -- Replaced where that can be, because what others have built on it stays; and so do their privileges, anyway.
    IF NOT same THEN
      SELECT coalesce(array_agg(format('%s ON %s TO %s', acl.privilege_type, named,
               CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END)), '{}') INTO granted
      FROM pg_class AS c, aclexplode(c.relacl) AS acl WHERE c.oid = before AND acl.grantee <> c.relowner;
      EXECUTE 'DROP VIEW ' || named;
    END IF;
  END IF;
  EXECUTE format('CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s', named, (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = shown AND attnum > 0 AND NOT attisdropped), format('%I.%I', tables_schema, table_name));
  FOREACH one IN ARRAY :schema.appending_roles() LOOP
    EXECUTE format('GRANT SELECT, UPDATE ON %s TO %I', named, one);
  END LOOP;
  FOREACH one IN ARRAY granted LOOP
    EXECUTE 'GRANT ' || one;
  END LOOP;
END
$$;
