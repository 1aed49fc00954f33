-- abandon_copy: see functions/abandon_copy.sql. $1 the new stream, $2 reason. Answers whether the copy was under way.
SELECT :schema.abandon_copy($1, $2)
