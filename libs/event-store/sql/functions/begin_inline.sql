-- begin_inline(projection, version, generation, subscription): from the transaction's end on, appends write a live generation
-- themselves. The subscription that has filled it is forgotten with its leases, so that no batch of it can be committed
-- any more. The caller holds the projection's lock alone (part 0 of inline_lock), has found no inline_lag, and none in flight
-- of the appends that began before guard_inline().
CREATE OR REPLACE FUNCTION :schema.begin_inline(projection text, version integer, generation integer, subscription text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE :schema.inline_changes SET changed_at = clock_timestamp();
  UPDATE :schema.projection_generations AS kept
  SET inline_since = (SELECT coalesce(max(event.position), 0) FROM :schema.events AS event)
  WHERE kept.projection = begin_inline.projection AND kept.version = begin_inline.version
    AND kept.generation = begin_inline.generation AND kept.state = 'live' AND kept.inline_since IS NULL
    AND kept.inline_types IS NOT NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM :schema.subscriptions AS whole WHERE whole.name = begin_inline.subscription;
  RETURN true;
END
$$;
