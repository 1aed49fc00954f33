-- copy_generation(pattern, generation): makes the tables of a read model's next generation, empty, like those of one that
-- the owner has made. Runs with the owner's rights: the application may make its read models anew, and nothing else.
--
--   pattern          the schema of the generation that is there
--   generation       the number of the one that is made
-- Answers the new schema's name. Refuses tables with enums or sequences of their own, which the owner makes anew.
CREATE OR REPLACE FUNCTION :schema.copy_generation(pattern text, generation integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mark  CONSTANT jsonb := :schema.generation_mark(pattern);
  place CONSTANT oid   := to_regnamespace(quote_ident(pattern));
  made  CONSTANT text  := regexp_replace(pattern, '_g\d+$', '_g' || generation);
  part  record;
BEGIN
  IF EXISTS (SELECT FROM pg_type WHERE typnamespace = place AND typtype = 'e')
    OR EXISTS (SELECT FROM pg_class AS own WHERE own.relnamespace = place AND own.relkind = 'S'
               -- The sequence of an identity column is copied with it.
               AND NOT EXISTS (SELECT FROM pg_depend AS held WHERE held.objid = own.oid AND held.deptype = 'i'))
  THEN
    RAISE EXCEPTION 'the tables in "%" have enums or sequences of their own', pattern
      USING ERRCODE = 'insufficient_privilege', HINT = 'Do it as the owner of the event store''s schema.';
  END IF;
  EXECUTE format('CREATE SCHEMA %I', made);
  EXECUTE format('COMMENT ON SCHEMA %I IS %L', made,
    'daybook: ' || jsonb_set(mark, '{generation}', to_jsonb(generation))::text);
  FOR part IN SELECT relname AS name FROM pg_class WHERE relnamespace = place AND relkind IN ('r', 'p') ORDER BY relname LOOP
    EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%I INCLUDING ALL EXCLUDING INDEXES)', made, part.name, pattern, part.name);
  END LOOP;
  -- Under the names that they have there, by which statements may name them.
  FOR part IN
    SELECT held.relname AS name, own.conname AS own, pg_get_constraintdef(own.oid) AS definition
    FROM pg_constraint AS own JOIN pg_class AS held ON held.oid = own.conrelid
    WHERE own.connamespace = place AND own.contype IN ('p', 'u', 'x') ORDER BY held.relname, own.conname
  LOOP
    EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', made, part.name, part.own, part.definition);
  END LOOP;
  FOR part IN
    SELECT pg_get_indexdef(own.indexrelid) AS definition, format(' ON %I.%I ', pattern, held.relname) AS there,
           format(' ON %I.%I ', made, held.relname) AS here
    FROM pg_index AS own JOIN pg_class AS held ON held.oid = own.indrelid
    WHERE held.relnamespace = place AND held.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_constraint AS its WHERE its.conindid = own.indexrelid AND its.contype IN ('p', 'u', 'x'))
    ORDER BY own.indexrelid
  LOOP
    EXECUTE replace(part.definition, part.there, part.here);
  END LOOP;
  FOR part IN SELECT relname AS name FROM pg_class WHERE relnamespace = place AND relkind = 'v' ORDER BY relname LOOP
    EXECUTE format('CREATE VIEW %1$I.%2$I AS SELECT * FROM %1$I.%3$I', made, part.name, part.name || '_v' || (mark ->> 'version'));
  END LOOP;
  FOR part IN SELECT unnest(:schema.appending_roles()) AS role LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', made, part.role);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', made, part.role);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', made, part.role);
  END LOOP;
  RETURN made;
END
$$;
