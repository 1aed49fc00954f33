-- The floor of a projection: how far it has come.
-- $1 position
UPDATE floor.checkpoints SET position = $1 WHERE name = 'balances'
