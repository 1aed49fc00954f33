-- types_on_record(subscription): the event types that a subscription wants, as JSON, or null for all. VOLATILE: as they are when
-- this is asked, and not when the statement began that asks it. A claim asks it once the segment is its own. Another release
-- that puts types on record has been committed before that, and is seen here, or begins an epoch that is newer than the claim's.
-- No lock on the subscription is needed for that, and no claim has to wait for one, or goes away without its segments.
CREATE OR REPLACE FUNCTION :schema.types_on_record(subscription text) RETURNS json
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT to_json(whole.types) FROM :schema.subscriptions AS whole WHERE whole.name = types_on_record.subscription
$$;
