-- resume_subscription: lets a subscription go on that was paused or has stopped. $1 name. Answers a row if there is one of
-- this name.
UPDATE :schema.subscriptions AS whole
SET paused_at = NULL, paused_for = NULL, stopped_at = NULL, stopped_for = NULL, revision = whole.revision + 1
WHERE whole.name = $1
RETURNING whole.name
