-- end_copy: see functions/end_copy.sql. $1 the new stream, $2 whether the copy is complete.
SELECT :schema.end_copy($1, $2)
