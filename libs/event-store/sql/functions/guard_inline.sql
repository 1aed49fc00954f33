-- guard_inline(projection, version, generation, types, categories): from the transaction's end on, appends of these types are
-- refused that do not show that they know the projection as inline; in streams of these categories, or in all if null. The
-- first step of letting appends write a live generation: nobody may do so before those in flight have ended that have not
-- seen it, see refuse_unfolded().
-- Answers false if the generation is not live, or if another version has its guard.
CREATE OR REPLACE FUNCTION :schema.guard_inline(projection text, version integer, generation integer, types text[], categories text[])
RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- One at a time, and each sees what the one before has done.
  UPDATE :schema.inline_changes SET changed_at = clock_timestamp();
  UPDATE :schema.projection_generations AS kept
  SET inline_types = guard_inline.types, inline_categories = guard_inline.categories
  WHERE kept.projection = guard_inline.projection AND kept.version = guard_inline.version
    AND kept.generation = guard_inline.generation AND kept.state = 'live'
    AND NOT EXISTS (SELECT FROM :schema.projection_generations AS other
                    WHERE other.projection = kept.projection AND other.version <> kept.version
                      AND other.state = 'live' AND other.inline_types IS NOT NULL);
  RETURN FOUND;
END
$$;
