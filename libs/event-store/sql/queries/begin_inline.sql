-- begin_inline: see functions/begin_inline.sql. $1 projection, $2 version, $3 generation, $4 subscription.
SELECT :schema.begin_inline($1, $2, $3, $4) AS begun
