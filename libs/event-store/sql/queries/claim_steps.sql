-- claim_steps: see functions/claim_steps.sql. $1 process, $2 sagas, $3 versions, $4 how many, $5 for how long in ms.
SELECT claimed FROM :schema.claim_steps($1, $2, $3, $4, $5)
