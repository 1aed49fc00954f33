-- prune_keys: see functions/prune_keys.sql. $1 how long keys are kept, $2 how many are forgotten at most.
SELECT :schema.prune_keys($1, $2)
