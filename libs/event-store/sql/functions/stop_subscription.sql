-- stop_subscription(...): lets a subscription stand still because of what one of its segments has met, if the lease of
-- that one still stands.
--
--   name, segment, owner, epoch, checkpoint
--                    the lease
--   reason           what for
-- Answers whether the lease stands.
CREATE OR REPLACE FUNCTION :schema.stop_subscription(
  name text, segment integer, owner text, epoch bigint, checkpoint bigint, reason text
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  -- In the order in which everybody takes them.
  PERFORM FROM :schema.subscriptions AS whole WHERE whole.name = stop_subscription.name FOR NO KEY UPDATE;
  PERFORM FROM :schema.subscription_segments AS kept
  WHERE kept.subscription = stop_subscription.name AND kept.segment = stop_subscription.segment
    AND kept.owner = stop_subscription.owner AND kept.epoch = stop_subscription.epoch AND kept.position = checkpoint
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE :schema.subscriptions AS whole SET stopped_at = clock_timestamp(), stopped_for = reason
  WHERE whole.name = stop_subscription.name AND whole.stopped_at IS NULL;
  RETURN true;
END
$$;
