-- remove_subscription: forgets a subscription, and with it its checkpoints and its parked and dropped events. $1 name.
-- Answers a row if there was one of this name.
WITH given_up AS (DELETE FROM :schema.dropped_events AS gone WHERE gone.subscription = $1)
DELETE FROM :schema.subscriptions AS whole WHERE whole.name = $1 RETURNING whole.name
