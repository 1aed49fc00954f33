-- end_inline: see functions/end_inline.sql. $1 projection, $2 version, $3 generation, $4 the subscription.
SELECT :schema.end_inline($1, $2, $3, $4) AS ended
