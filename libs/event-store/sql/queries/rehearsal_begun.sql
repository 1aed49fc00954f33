-- Puts a rehearsal on record. $1 projection, $2 version, $3 generation, $4 for which time or null, $5 how many keys or null.
INSERT INTO :schema.rehearsals (projection, version, generation, due_at, sample, started_at)
VALUES ($1, $2, $3, $4, $5, clock_timestamp())
