-- write_events(...): takes the floor, allocates positions and inserts, one row for each element of the arrays whose
-- version is not null, in their order. Answers the positions in that order. Must be called after every wait for a row.
-- Refuses events that the transaction would have to fold and does not know how to.
CREATE OR REPLACE FUNCTION :schema.write_events(
  stream_keys bigint[], versions bigint[], event_ids uuid[], event_types text[], schema_versions integer[],
  data jsonb[], metadata jsonb[], occurred_at timestamptz[], recorded_at timestamptz
) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  positions bigint[];
BEGIN
  PERFORM :schema.take_floor();
  PERFORM :schema.refuse_unfolded(stream_keys, versions, event_types);
  WITH written AS (
    INSERT INTO :schema.events (position, stream_key, version, event_id, event_type, schema_version,
                                data, metadata, occurred_at, recorded_at)
    SELECT nextval(':schema.events_position'), new.stream_key, new.version, new.event_id, new.event_type,
           new.schema_version, new.data, new.metadata, coalesce(new.occurred_at, write_events.recorded_at), write_events.recorded_at
    FROM unnest(stream_keys, versions, event_ids, event_types, schema_versions, data, metadata, occurred_at)
      WITH ORDINALITY AS new (stream_key, version, event_id, event_type, schema_version, data, metadata, occurred_at, place)
    WHERE new.version IS NOT NULL
    ORDER BY new.place
    RETURNING position
  )
  SELECT array_agg(written.position ORDER BY written.position) INTO positions FROM written;
  RETURN positions;
END
$$;
