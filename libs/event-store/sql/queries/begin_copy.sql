-- begin_copy: see functions/begin_copy.sql. $1 old stream, $2 new stream, $3 transformation, $4 reason, $5 on whose word.
SELECT outcome, source_version, target_version FROM :schema.begin_copy($1, $2, $3, $4, $5)
