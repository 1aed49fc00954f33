-- guard_inline: see functions/guard_inline.sql. $1 projection, $2 version, $3 generation, $4 types, $5 categories or null.
SELECT :schema.guard_inline($1, $2, $3, $4, $5) AS guarded
