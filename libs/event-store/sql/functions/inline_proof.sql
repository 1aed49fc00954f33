-- inline_proof(projection, version): the name of the transaction-local setting by which an append shows that it knows a
-- projection as inline. It holds the transaction's id, as the one of take_floor() does, and is undone with a savepoint.
CREATE OR REPLACE FUNCTION :schema.inline_proof(projection text, version integer) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT 'daybook.inline_' || ':schema.events'::regclass::oid || '_' || md5(projection || '@' || version) $$;
