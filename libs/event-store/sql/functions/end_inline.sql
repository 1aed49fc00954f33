-- end_inline(projection, version, generation, wanted): from the transaction's end on, a subscription writes a generation that
-- appends have written themselves, and goes on behind the last of them; and everybody may append again.
--
--   wanted           the subscription, as register_subscriptions() takes it; where it starts is decided here
-- Waits until no append that concerns the projection is in flight. Answers false if appends did not write it.
CREATE OR REPLACE FUNCTION :schema.end_inline(projection text, version integer, generation integer, wanted jsonb)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  since bigint;
  last  bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(:schema.inline_lock(projection, 0));
  UPDATE :schema.inline_changes SET changed_at = clock_timestamp();
  SELECT kept.inline_since INTO since FROM :schema.projection_generations AS kept
  WHERE kept.projection = end_inline.projection AND kept.version = end_inline.version AND kept.generation = end_inline.generation
  FOR NO KEY UPDATE;
  UPDATE :schema.projection_generations AS kept SET inline_since = NULL, inline_types = NULL, inline_categories = NULL
  WHERE kept.projection = end_inline.projection AND kept.version = end_inline.version
    AND kept.generation = end_inline.generation;
  IF since IS NULL THEN
    RETURN false;
  END IF;
  last := (SELECT coalesce(max(event.position), 0) FROM :schema.events AS event);
  PERFORM :schema.register_subscriptions(jsonb_build_array(wanted || jsonb_build_object('starts', last)));
  RETURN true;
END
$$;
