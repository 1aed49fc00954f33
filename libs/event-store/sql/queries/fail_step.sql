-- fail_step: see functions/fail_step.sql. $1 saga, $2 key, $3 claim, $4 step, $5 failure, $6 again in ms or null, $7 whether
-- it counts.
SELECT :schema.fail_step($1, $2, $3, $4, $5, $6, $7)
