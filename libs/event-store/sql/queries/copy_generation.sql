-- copy_generation: see functions/copy_generation.sql. $1 the schema of the pattern, $2 the generation that is made.
SELECT :schema.copy_generation($1, $2)
