-- accept_incarnation(...): lets those go on who keep positions elsewhere: in the present history of the log, and in those it has
-- come through. For an operator, and so for the schema's owner alone.
--
--   reason, by       for the record
--   lost_after       up to which position the log is as it was before; null if what was found when it was met is right.
--                    Begins a history where none waits: of a copy of the disk that was put back PostgreSQL tells nothing
-- Answers whether anything was to be accepted.
CREATE OR REPLACE FUNCTION :schema.accept_incarnation(reason text, by text, lost_after bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last :schema.incarnations;
BEGIN
  PERFORM :schema.note_incarnation();
  LOCK TABLE :schema.incarnations IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO STRICT last FROM :schema.incarnations ORDER BY ordinal DESC LIMIT 1;
  IF last.ordinal > 1 AND last.accepted_at IS NULL THEN
    UPDATE :schema.incarnations AS one SET begun_after = least(begun_after, lost_after) WHERE one.ordinal = last.ordinal;
  ELSIF lost_after IS NULL THEN
    RETURN false;
  ELSE
    INSERT INTO :schema.incarnations (ordinal, identity, begun_after, met_at)
    VALUES (last.ordinal + 1, last.identity, lost_after, clock_timestamp());
  END IF;
  UPDATE :schema.incarnations AS one
  SET accepted_at = clock_timestamp(), accepted_by = accept_incarnation.by, reason = accept_incarnation.reason
  WHERE one.ordinal > 1 AND one.accepted_at IS NULL;
  RETURN true;
END
$$;
