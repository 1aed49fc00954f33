-- hide_generation: see functions/hide_generation.sql. $1 the generation's schema, $2 schema and $3 name of the view.
SELECT :schema.hide_generation($1, $2, $3)
