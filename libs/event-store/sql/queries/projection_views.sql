-- The views outside the schema of a generation's tables that show one of them. $1 that schema. Columns: schema, name.
SELECT DISTINCT place.nspname AS schema, view.relname AS name
FROM pg_namespace AS own
JOIN pg_class AS shown ON shown.relnamespace = own.oid
JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = shown.oid AND d.classid = 'pg_rewrite'::regclass
JOIN pg_rewrite AS r ON r.oid = d.objid
JOIN pg_class AS view ON view.oid = r.ev_class AND view.oid <> shown.oid
JOIN pg_namespace AS place ON place.oid = view.relnamespace
WHERE own.nspname = $1 AND place.oid <> own.oid AND view.relkind = 'v'
ORDER BY 1, 2
