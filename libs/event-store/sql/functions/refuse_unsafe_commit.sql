-- refuse_unsafe_commit(): stops an append whose transaction would be acknowledged before it is durable, and lets a
-- session that keeps warnings to itself have those of this transaction: that its commit was not confirmed by the
-- synchronous standby is said in a warning alone.
CREATE OR REPLACE FUNCTION :schema.refuse_unsafe_commit() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF current_setting('synchronous_commit') = 'off' THEN
    RAISE EXCEPTION 'synchronous_commit is off: an acknowledged append could be lost in a crash'
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Turn it on for the role or the session that appends.';
  END IF;
  IF current_setting('client_min_messages') = 'error' THEN
    PERFORM set_config('client_min_messages', 'warning', true);
  END IF;
END
$$;
