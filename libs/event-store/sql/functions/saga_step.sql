-- saga_step(...): a step as JSON. Times in milliseconds since 1970.
--
--   kept             its row
--   claimed_by       the process that is sending it, or null
CREATE OR REPLACE FUNCTION :schema.saga_step(kept :schema.saga_steps, claimed_by text) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT json_build_object(
    'number', kept.number, 'turn', kept.turn, 'kind', kept.kind, 'type', kept.type, 'payload', kept.payload,
    'status', kept.status, 'cause', kept.cause, 'decidedAt', round(extract(epoch FROM kept.decided_at) * 1000),
    'attempts', kept.attempts, 'failures', kept.failures, 'failure', kept.failure, 'endedAt', round(extract(epoch FROM kept.ended_at) * 1000),
    'claimedBy', saga_step.claimed_by)
$$;
