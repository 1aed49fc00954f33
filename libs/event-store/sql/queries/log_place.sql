-- What the log has at or below a position, and in which history. $1 the position. Answers, in one look: the histories on record,
-- the first one first; whether the last of them is the one in which the server goes on; the last event at or below the position:
-- its position, its id, when it was recorded in microseconds since 1970; null if there is none.
SELECT (SELECT json_agg(json_build_object(
                 'ordinal', ordinal, 'id', id, 'identity', identity, 'begunAfter', begun_after,
                 'metAt', round(extract(epoch FROM met_at) * 1000), 'acceptedAt', round(extract(epoch FROM accepted_at) * 1000),
                 'acceptedBy', accepted_by, 'reason', reason) ORDER BY ordinal)
        FROM :schema.incarnations),
       (SELECT identity FROM :schema.incarnations ORDER BY ordinal DESC LIMIT 1) = :schema.incarnation_identity(),
       event.position, event.event_id, round(extract(epoch FROM event.recorded_at) * 1000000)
FROM (SELECT) AS one
LEFT JOIN LATERAL (SELECT * FROM :schema.events AS event WHERE event.position <= $1 ORDER BY event.position DESC LIMIT 1) AS event ON true
