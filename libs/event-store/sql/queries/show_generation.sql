-- show_generation: see functions/show_generation.sql. $1 schema and $2 name of the table, $3 schema and $4 name of the view.
SELECT :schema.show_generation($1, $2, $3, $4)
