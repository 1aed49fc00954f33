-- What a connection must offer for the log's guarantees, and what the role may do beyond what it needs.
SELECT current_setting('server_version_num')::integer AS server_version,
       pg_is_in_recovery() AS standby,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('default_transaction_isolation') AS isolation,
       (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM :schema.events_position) AS last_allocated,
       (SELECT coalesce(max(position), 0) FROM :schema.events) AS last_written,
       (SELECT seqcache FROM pg_sequence WHERE seqrelid = ':schema.events_position'::regclass) AS sequence_cache,
       has_any_column_privilege(':schema.events', 'INSERT, UPDATE')
         OR has_any_column_privilege(':schema.streams', 'INSERT, UPDATE')
         OR has_table_privilege(':schema.events', 'DELETE, TRUNCATE, TRIGGER')
         OR has_table_privilege(':schema.streams', 'DELETE, TRUNCATE, TRIGGER')
         OR has_sequence_privilege(':schema.events_position', 'USAGE, UPDATE') AS may_bypass_append,
       current_user AS role
