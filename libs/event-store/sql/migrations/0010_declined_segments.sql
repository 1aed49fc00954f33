--! safe: adds a column that may be null, and makes two functions anew that running releases go on calling as before
-- A process that meets an event of a release that it does not know leaves the segment to those who know it, and says so with
-- its signs of life.

ALTER TABLE :schema.subscription_processes ADD COLUMN declines jsonb;

COMMENT ON COLUMN :schema.subscription_processes.declines IS 'The segments that it leaves to others, each with the event that it cannot read; null for none.';

-- Both get one parameter more, with a default, so that a process of the release before finds them.
DROP FUNCTION IF EXISTS :schema.beat(text, text, text[], double precision, jsonb);
DROP FUNCTION IF EXISTS :schema.register_subscriptions(jsonb);
