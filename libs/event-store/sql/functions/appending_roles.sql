-- appending_roles(): the roles beside the owner that may append; the application's, whose projections write their rows.
CREATE OR REPLACE FUNCTION :schema.appending_roles() RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT pg_get_userbyid(granted.grantee)::text), '{}')
  FROM pg_proc AS f, aclexplode(f.proacl) AS granted
  WHERE f.pronamespace = to_regnamespace(':schema') AND f.proname = 'append_group'
    AND granted.grantee NOT IN (0, f.proowner)
$$;
