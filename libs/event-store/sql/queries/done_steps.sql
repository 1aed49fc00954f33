-- done_steps: see functions/done_steps.sql. $1 sagas, $2 keys, $3 claims, $4 when.
SELECT done, goes_on FROM :schema.done_steps($1, $2, $3, $4)
