-- What stands under a name: of which kind, with which columns, and who may do what with it; no row if nothing does.
-- $1 schema, $2 name, $3 projection: `own` says whether it is a view of a generation of that projection.
SELECT c.relkind AS kind,
       EXISTS (
         SELECT FROM pg_rewrite AS r
         JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
         JOIN pg_class AS t ON t.oid = d.refobjid
         JOIN pg_namespace AS s ON s.oid = t.relnamespace
         JOIN :schema.projection_generations AS g ON g.tables_schema = s.nspname
         WHERE r.ev_class = c.oid AND g.projection = $3
       ) AS own,
       (
         SELECT coalesce(json_agg(json_build_object(
                  'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'base', format_type(a.atttypid, NULL)) ORDER BY a.attnum), '[]')
         FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       ) AS columns,
       (
         SELECT coalesce(json_agg(json_build_object('role', pg_get_userbyid(nullif(x.grantee, 0)), 'privilege', x.privilege_type)), '[]')
         FROM aclexplode(c.relacl) AS x WHERE x.grantee <> c.relowner
       ) AS grants
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = $2
