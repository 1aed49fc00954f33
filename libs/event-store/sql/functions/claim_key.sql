-- claim_key(...): takes an idempotency key for everything that the caller's transaction does, before it does it. Waits for
-- another transaction that has taken it and not ended yet.
--
--   key, fingerprint the idempotency key and the fingerprint of the request
-- Answers one row:
--   claimed          nobody had it; settle_key() must follow before the commit
--   known            the same request was made before: the streams and the answer of then
--   key-conflict     the key was used for another request
CREATE OR REPLACE FUNCTION :schema.claim_key(key text, fingerprint text)
RETURNS TABLE (outcome text, stream_ids text[], versions bigint[], positions bigint[], answer jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  earlier record;
BEGIN
  PERFORM :schema.refuse_unsafe_commit();
  INSERT INTO :schema.idempotency_keys (key, fingerprint, stream_ids, versions, positions, event_ids, recorded_at)
  VALUES (claim_key.key, claim_key.fingerprint, '{}', '{}', '{}', '{}', clock_timestamp())
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN QUERY SELECT 'claimed', NULL::text[], NULL::bigint[], NULL::bigint[], NULL::jsonb;
    RETURN;
  END IF;
  -- Locked for the reason that stands in append().
  SELECT * INTO STRICT earlier FROM :schema.idempotency_keys AS known WHERE known.key = claim_key.key FOR KEY SHARE;
  RETURN QUERY SELECT CASE WHEN earlier.fingerprint = claim_key.fingerprint THEN 'known' ELSE 'key-conflict' END,
                      earlier.stream_ids, earlier.versions, earlier.positions, earlier.answer;
END
$$;
