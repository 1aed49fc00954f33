--! safe: adds triggers that no regular statement meets
-- Nobody edits the log, not even its owner by accident. ENABLE ALWAYS, because plain triggers are silent under
-- session_replication_role = replica.

CREATE FUNCTION :schema.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'A correction is a new event, never an edit.';
END
$$;

CREATE TRIGGER events_are_never_changed
  BEFORE UPDATE OR DELETE ON :schema.events FOR EACH ROW EXECUTE FUNCTION :schema.refuse_change();
CREATE TRIGGER events_are_never_truncated
  BEFORE TRUNCATE ON :schema.events FOR EACH STATEMENT EXECUTE FUNCTION :schema.refuse_change();
CREATE TRIGGER streams_are_never_deleted
  BEFORE DELETE ON :schema.streams FOR EACH ROW EXECUTE FUNCTION :schema.refuse_change();
CREATE TRIGGER streams_are_never_truncated
  BEFORE TRUNCATE ON :schema.streams FOR EACH STATEMENT EXECUTE FUNCTION :schema.refuse_change();

ALTER TABLE :schema.events ENABLE ALWAYS TRIGGER events_are_never_changed;
ALTER TABLE :schema.events ENABLE ALWAYS TRIGGER events_are_never_truncated;
ALTER TABLE :schema.streams ENABLE ALWAYS TRIGGER streams_are_never_deleted;
ALTER TABLE :schema.streams ENABLE ALWAYS TRIGGER streams_are_never_truncated;
