-- lock_inline_keys: see functions/lock_inline_keys.sql. $1 the projection, $2 its version, $3 the keys.
SELECT :schema.lock_inline_keys($1, $2, $3)
