-- saga_record(...): an instance as JSON. Times in milliseconds since 1970.
--
--   kept             its row
CREATE OR REPLACE FUNCTION :schema.saga_record(kept :schema.saga_instances) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT json_build_object(
    'saga', kept.saga, 'key', kept.key, 'version', kept.version, 'status', kept.status, 'state', kept.state,
    'correlationId', kept.correlation_id, 'metadata', kept.metadata,
    'startedBy', json_build_object('eventId', kept.started_by, 'position', kept.started_position),
    'startedAt', round(extract(epoch FROM kept.started_at) * 1000), 'changedAt', round(extract(epoch FROM kept.changed_at) * 1000),
    'steps', kept.steps, 'turns', kept.turns, 'heardTo', kept.heard_to,
    'toldBefore', kept.told_before, 'reason', kept.reason, 'failure', kept.failure, 'stuckAt', kept.stuck_at)
$$;
