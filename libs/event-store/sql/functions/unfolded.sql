-- unfolded(event_types, categories): which of these events a read model takes that appends write themselves, and this
-- transaction has not shown to know (lock_inline_keys). Answers the event's place, and the read model.
CREATE OR REPLACE FUNCTION :schema.unfolded(event_types text[], categories text[])
RETURNS TABLE (place integer, projection text, version integer)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT event.place::integer, made.projection, made.version
    FROM :schema.projection_generations AS made
    JOIN unnest(unfolded.event_types, unfolded.categories) WITH ORDINALITY AS event (event_type, category, place)
      ON event.event_type = ANY (made.inline_types)
     AND (made.inline_categories IS NULL OR event.category = ANY (made.inline_categories))
    WHERE made.state = 'live' AND made.inline_types IS NOT NULL
      AND coalesce(current_setting(:schema.inline_proof(made.projection, made.version), true), '')
          <> coalesce(pg_current_xact_id_if_assigned()::text, 'none');
END
$$;
