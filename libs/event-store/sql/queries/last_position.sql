-- The last position that was given, to whomever, committed or not.
SELECT (CASE WHEN is_called THEN last_value ELSE last_value - 1 END)::text AS position FROM :schema.events_position
