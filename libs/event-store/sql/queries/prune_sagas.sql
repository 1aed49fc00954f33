-- prune_sagas: see functions/prune_sagas.sql. $1 saga, $2 its subscription, $3 before when, $4 how many at most.
SELECT :schema.prune_sagas($1, $2, $3, $4)
