-- positions_behind: the events behind a position that the snapshot sees, safe or not, to judge what was written with them.
-- $1 the position.
SELECT coalesce(json_agg(event.position), '[]') AS positions FROM :schema.events AS event WHERE event.position > $1
