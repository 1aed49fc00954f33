import type { ExampleStore } from './example-store.js';

/**
 * All that the catalog says of a schema, as lines that can be compared: columns, constraints, indexes, sequences,
 * triggers, functions with their texts, comments, privileges. The schema's own name is left out of them.
 */
export async function schemaCatalog(example: ExampleStore, schema: string): Promise<readonly string[]> {
  const lines = await example.ask(
    `SELECT line FROM (
       SELECT 'schema ' || coalesce(nspacl::text, '') || coalesce(obj_description(oid, 'pg_namespace'), '') AS line
       FROM pg_namespace WHERE nspname = $1
       UNION ALL
       SELECT concat_ws(' ', 'relation', relname, relkind, relpersistence, reloptions, relacl, obj_description(oid, 'pg_class'))
       FROM pg_class WHERE relnamespace = $1::regnamespace
       UNION ALL
       SELECT concat_ws(' ', 'column', relname, attname, attnum, format_type(atttypid, atttypmod), attnotnull, attidentity,
                        attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum))
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE relnamespace = $1::regnamespace AND attnum > 0
       UNION ALL
       SELECT concat_ws(' ', 'constraint', conname, conrelid::regclass, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE connamespace = $1::regnamespace
       UNION ALL
       SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = $1
       UNION ALL
       SELECT concat_ws(' ', 'sequence', seqrelid::regclass, format_type(seqtypid, NULL), seqstart, seqincrement, seqmax,
                        seqmin, seqcache, seqcycle)
       FROM pg_sequence WHERE seqrelid::regclass::text LIKE $1 || '.%'
       UNION ALL
       SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid), tgenabled)
       FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE $1 || '.%'
       UNION ALL
       SELECT concat_ws(' ', 'function', pg_get_functiondef(oid), proacl)
       FROM pg_proc WHERE pronamespace = $1::regnamespace
       UNION ALL
       SELECT concat_ws(' ', 'rule', definition) FROM pg_rules WHERE schemaname = $1
     ) AS catalog ORDER BY line`,
    [schema],
  );
  return lines.map((line) => String(line).replaceAll(schema, 'the schema'));
}
