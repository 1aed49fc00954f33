-- waiting_sagas: for which instances of a saga events of history are parked, so that nobody knows yet what of them was done
-- then: under their key, their conversation, or the stream of an event of which nobody can tell for which instance it is.
-- $1 saga, $2 its subscription, $3 keys of instances. Columns: key
SELECT asked.key
FROM :schema.saga_outsets AS outset, unnest($3::text[]) AS asked (key)
LEFT JOIN :schema.saga_instances AS its ON its.saga = $1 AND its.key = asked.key
WHERE outset.saga = $1
  AND (EXISTS (SELECT FROM :schema.parked_events AS parked
               WHERE parked.subscription = $2 AND parked.key IN (asked.key, its.correlation_id)
                 AND parked.position <= outset.effects_from)
    OR EXISTS (SELECT FROM :schema.parked_events AS parked
               WHERE parked.subscription = $2 AND parked.key = parked.stream_id AND parked.position <= outset.effects_from
                 AND NOT EXISTS (SELECT FROM :schema.saga_instances AS other WHERE other.saga = $1 AND other.key = parked.key)))
