-- write_sagas: see functions/write_sagas.sql. $1 records, $2 steps, $3 moved steps, $4 deadlines, $5 those that are over.
SELECT :schema.write_sagas($1, $2, $3, $4, $5)
