-- The last visible event at or below the safe position. $1 the safe position, from an earlier statement
SELECT coalesce(max(event.position), 0) FROM :schema.events AS event WHERE event.position <= $1
