-- Whether there is a schema of a name, and whether this role may change what is in it. $1 the name.
SELECT pg_has_role(nspowner, 'USAGE') AS own FROM pg_namespace WHERE nspname = $1
