-- signed_32(number): the low 32 bits of a number as PostgreSQL's signed integer, the form of an advisory lock's key.
CREATE OR REPLACE FUNCTION :schema.signed_32(number bigint) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (((number + 2147483648) & 4294967295) - 2147483648)::integer;
