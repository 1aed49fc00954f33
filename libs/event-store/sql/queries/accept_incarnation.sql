-- accept_incarnation: see functions/accept_incarnation.sql. $1 reason, $2 on whose word, $3 up to which position the log is as it
-- was before, or null.
SELECT :schema.accept_incarnation($1, $2, $3)
