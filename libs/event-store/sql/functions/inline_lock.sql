-- inline_lock(projection, part): the number of an advisory lock. Part 0 is the projection as a whole: inline appends hold it
-- shared, the hand-over to another generation alone. Parts 1 to 256 are its keys, several to a part: however many keys a
-- transaction touches, it cannot fill the server's lock table.
CREATE OR REPLACE FUNCTION :schema.inline_lock(projection text, part integer) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT hashtextextended(':schema inline projection ' || projection, part) $$;
