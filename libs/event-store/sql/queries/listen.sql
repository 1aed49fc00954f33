-- Lets the session hear of appends by other processes. For a connection of its own, never for one of a pool.
LISTEN :schema
