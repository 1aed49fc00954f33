-- register_subscriptions: see functions/register_subscriptions.sql. $1 the subscriptions, as JSON, $2 the event types that the
-- process knows, or null for whatever there may be.
SELECT :schema.register_subscriptions($1, $2)
