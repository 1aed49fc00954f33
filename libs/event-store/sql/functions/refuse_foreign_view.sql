-- refuse_foreign_view(named, projection): raises unless a relation is a view of the caller's on a generation of the
-- projection and on nothing else, by what the owner has written on the generation's schema.
CREATE OR REPLACE FUNCTION :schema.refuse_foreign_view(named regclass, projection text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  behind name[];
  place  name;
BEGIN
  SELECT array_agg(DISTINCT s.nspname) INTO behind
  FROM pg_class AS c
  JOIN pg_rewrite AS r ON r.ev_class = c.oid
  JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
  JOIN pg_class AS t ON t.oid = d.refobjid AND t.oid <> c.oid
  JOIN pg_namespace AS s ON s.oid = t.relnamespace
  WHERE c.oid = named AND c.relkind = 'v' AND pg_get_userbyid(c.relowner) = current_user;
  IF behind IS NOT NULL THEN
    FOREACH place IN ARRAY behind LOOP
      IF :schema.generation_mark(place) ->> 'projection' IS DISTINCT FROM projection THEN
        behind := NULL;
      END IF;
    END LOOP;
  END IF;
  IF behind IS NULL THEN
    RAISE EXCEPTION '% is no view of the projection "%" that % has made', named, projection, current_user
      USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;
