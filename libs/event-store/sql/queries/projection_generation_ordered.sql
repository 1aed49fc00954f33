-- Says what a generation was made for, and how it is to be built. $1 projection, $2 version, $3 generation, $4 the orders as
-- JSON, or null.
UPDATE :schema.projection_generations SET orders = $4
WHERE projection = $1 AND version = $2 AND generation = $3
