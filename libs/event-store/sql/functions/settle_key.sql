-- settle_key(...): says what was done under a key that the caller's transaction has claimed. Once, and not for a key that
-- was settled before: an answer that has been given stays what it is.
--
--   key              the claimed key
--   stream_ids       the streams that were appended to
--   versions         of each: its version afterwards
--   positions        of each: the position of its last event
--   answer           {"value": …}, or {} for nothing
-- Answers whether there was such a claim.
CREATE OR REPLACE FUNCTION :schema.settle_key(
  key text, stream_ids text[], versions bigint[], positions bigint[], answer jsonb
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE :schema.idempotency_keys AS claimed
  SET stream_ids = settle_key.stream_ids, versions = settle_key.versions,
      positions = settle_key.positions, answer = settle_key.answer
  WHERE claimed.key = settle_key.key AND claimed.answer IS NULL AND claimed.stream_ids = '{}';
  RETURN FOUND;
END
$$;
