-- floor_position(head, low_bits): the position of a floor, of which an advisory lock carries the low 32 bits alone, as
-- seen from the head of the log: up to 3 * 2^30 positions below it, where an orphaned transaction may have left it long
-- ago, or up to 2^30 above it, if it was taken since the head was read.
CREATE OR REPLACE FUNCTION :schema.floor_position(head bigint, low_bits bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN head + 1073741824 - ((head + 1073741824 - low_bits) & 4294967295);
