-- take_floor(): announces to readers that this transaction is about to allocate positions.
--
-- The floor is the sequence's last value, read before any position is allocated; it is carried by a shared advisory
-- lock (key: the events table's OID, the floor's low 32 bits) until the transaction ends. Readers stay at or below the
-- smallest floor held, so nothing can appear behind them. One floor for each transaction: that it is taken is remembered
-- in a transaction-local setting, which a rolled-back savepoint undoes together with the lock. The setting holds the
-- transaction's id, so that one which a session kept, by whatever accident, says nothing to the next transaction.
--
-- Must be called after every wait for a row: a floor taken before would freeze the readers behind one hot stream.
-- Changes together with safe_position(), which reads what is written here.
CREATE OR REPLACE FUNCTION :schema.take_floor() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  log   CONSTANT oid  := ':schema.events'::regclass;
  name  CONSTANT text := 'daybook.floor_' || log;
  floor bigint;
BEGIN
  IF current_setting(name, true) = pg_current_xact_id()::text THEN
    RETURN;
  END IF;
  SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO floor FROM :schema.events_position;
  PERFORM pg_advisory_xact_lock_shared(:schema.signed_32(log::bigint), :schema.signed_32(floor));
  PERFORM set_config(name, pg_current_xact_id()::text, true);
END
$$;
