-- lock_inline_keys(projection, version, keys): until the transaction ends, nobody else folds events of these keys inline, and
-- the projection is not handed over to another generation. Must be called before positions are allocated, so that what is
-- folded under these locks is folded in the order of positions. Whoever locks several keys takes them in one order.
-- Shows that the transaction knows the projection as inline, without which it may not append what the projection takes.
-- Answers the generation that the version's appends have to write; null while a subscription does that for them.
CREATE OR REPLACE FUNCTION :schema.lock_inline_keys(projection text, version integer, keys text[]) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part integer;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(:schema.inline_lock(projection, 0));
  FOR part IN SELECT DISTINCT (hashtext(key) & 255) + 1 AS part FROM unnest(keys) AS key ORDER BY part LOOP
    PERFORM pg_advisory_xact_lock(:schema.inline_lock(projection, part));
  END LOOP;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- The snapshot may be older than what was handed over. If so, this fails with a serialisation failure.
    PERFORM FROM :schema.inline_changes FOR SHARE;
  END IF;
  PERFORM set_config(:schema.inline_proof(projection, version), pg_current_xact_id()::text, true);
  -- A statement of its own, so that it sees what was handed over while the locks were waited for.
  RETURN (SELECT kept.generation FROM :schema.projection_generations AS kept
          WHERE kept.projection = lock_inline_keys.projection AND kept.version = lock_inline_keys.version
            AND kept.state = 'live' AND kept.inline_since IS NOT NULL);
END
$$;
