-- pause_subscription: lets a subscription stand still. $1 name, $2 reason. Answers a row if there is one of this name.
UPDATE :schema.subscriptions AS whole
SET paused_at = coalesce(whole.paused_at, clock_timestamp()), paused_for = $2, revision = whole.revision + 1
WHERE whole.name = $1
RETURNING whole.name
