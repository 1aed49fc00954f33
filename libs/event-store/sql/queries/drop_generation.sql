-- drop_generation: see functions/drop_generation.sql. $1 the generation's schema.
SELECT :schema.drop_generation($1)
