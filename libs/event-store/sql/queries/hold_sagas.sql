-- hold_sagas: see functions/hold_sagas.sql. $1 sagas, $2 keys.
SELECT held FROM :schema.hold_sagas($1, $2)
