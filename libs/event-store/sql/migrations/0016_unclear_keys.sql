--! safe: fills the columns that it adds; a release from before goes on with what it parks itself, and is refused the rest
-- An event whose keys could not be told waits in each segment for those keys that may be its own.

ALTER TABLE :schema.parked_events ADD COLUMN share text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE :schema.parked_events DROP CONSTRAINT parked_events_pkey;
ALTER TABLE :schema.parked_events ADD PRIMARY KEY (subscription, key, share, position);
-- Nobody can tell whether such a one waits under its key, or under its stream because its keys could not be told.
UPDATE :schema.parked_events AS kept SET share = '?' WHERE kept.key = kept.stream_id;

ALTER TABLE :schema.dropped_events ADD COLUMN share text COLLATE "C" NOT NULL DEFAULT '';
UPDATE :schema.dropped_events AS gone SET share = '?' WHERE gone.key = gone.stream_id;

COMMENT ON COLUMN :schema.parked_events.share IS 'Empty: for its key. 2/4: its keys could not be told, and it waits for those that fall to segment 2 of 4. ?: one of both, as an earlier release has parked it.';
COMMENT ON COLUMN :schema.dropped_events.share IS 'As that of parked_events.';
