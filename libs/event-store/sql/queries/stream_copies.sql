-- stream_copies: the copies that a stream was made by, and those that were made of it, in the order in which they were begun.
-- $1 the stream; null for all copies that are under way
SELECT source.stream_id, target.stream_id, copy.transformation, copy.state, copy.reason, copy.ordered_by,
       to_json(copy.begun_at AT TIME ZONE 'UTC')::text, to_json(copy.ended_at AT TIME ZONE 'UTC')::text, copy.ended_for,
       coalesce(copy.source_version, source.version), coalesce(copy.target_version, target.version)
FROM :schema.stream_copies AS copy
JOIN :schema.streams AS source ON source.stream_key = copy.source_key
JOIN :schema.streams AS target ON target.stream_key = copy.target_key
WHERE $1::text IS NULL AND copy.state = 'under-way'
   OR copy.source_key = (SELECT stream.stream_key FROM :schema.streams AS stream WHERE stream.stream_id = $1)
   OR copy.target_key = (SELECT stream.stream_key FROM :schema.streams AS stream WHERE stream.stream_id = $1)
ORDER BY copy.begun_at, target.stream_id
