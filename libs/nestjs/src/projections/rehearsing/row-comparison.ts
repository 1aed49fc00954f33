import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';
import type { ReadModelClass } from '../projection-options.js';
import { quoted, versionNameOf } from '../read-model/generation-names.js';
import { readModelEntity } from '../read-model/read-model-entity.js';
import type { RehearsalDifference } from './rehearsal.js';

/** Two sets of tables of one read model. */
export interface ComparedTables {
  readonly readModel: ReadModelClass;
  readonly version: number;
  /** The schema of the tables that are read. */
  readonly read: string;
  /** The schema of those that were made in rehearsal. */
  readonly rehearsed: string;
}

/** Which of the rows are compared. */
export interface ComparedRows {
  /** So many keys at random; all if undefined. */
  readonly sample: number | undefined;
  /** Not those of these keys. */
  readonly without: readonly string[];
}

/** What has come of it. */
export interface ComparedCount {
  readonly rows: number;
  readonly differing: number;
  /** The first 100 of those that differ. */
  readonly differences: readonly Omit<RehearsalDifference, 'from' | 'table'>[];
}

const mostReported = 100;

/**
 * Compares the rows of two tables in the database, by what they hold as text: every type has one. Columns that the database
 * or TypeORM fills, such as a generated id, come out differently each time, and are left out; where a table has no other
 * key, its rows are compared as a whole.
 */
export async function compareRows(
  dataSource: DataSource,
  manager: EntityManager,
  tables: ComparedTables,
  { sample, without }: ComparedRows,
): Promise<ComparedCount> {
  const metadata = readModelEntity(tables.readModel, dataSource);
  const table = versionNameOf(metadata.tableName, tables.version);
  const [read, rehearsed] = [quoted(tables.read, table), quoted(tables.rehearsed, table)];
  const columns = comparableColumns(metadata);
  const keys = metadata.primaryColumns.map(({ databaseName }) => databaseName);
  const isKeyed = keys.every((key) => columns.includes(key));
  const statement = isKeyed
    ? keyedStatement(read, rehearsed, keys, columns, sample)
    : wholeStatement(read, rehearsed, columns);
  const values = isKeyed ? [[...without], ...(sample === undefined ? [] : [sample])] : [];
  const [count] = await manager.query<ComparedCount[]>(statement, values);
  return count ?? { rows: 0, differing: 0, differences: [] };
}

function comparableColumns(metadata: EntityMetadata): readonly string[] {
  const comparable = metadata.columns.filter(
    (column) =>
      !column.isVirtualProperty &&
      column.generatedType === undefined &&
      !column.isGenerated &&
      !(column.isCreateDate || column.isUpdateDate || column.isDeleteDate || column.isVersion),
  );
  return comparable.map(({ databaseName }) => databaseName);
}

const first = (selection: string): string => `(SELECT coalesce(json_agg(json_build_object(
  'key', first.key, 'kind', first.kind, 'fields', first.fields)), '[]') FROM (${selection} LIMIT ${mostReported}) AS first)`;

/** $1 the keys that are left out, $2 how many are chosen, of those that are in either table. */
function keyedStatement(
  read: string,
  rehearsed: string,
  keys: readonly string[],
  columns: readonly string[],
  sample: number | undefined,
): string {
  const names = keys.map((key) => quoted(key)).join(', ');
  const joined = keys.map((key) => `r.${quoted(key)} = m.${quoted(key)}`).join(' AND ');
  const key = `concat_ws(' ', ${keys.map((one) => `coalesce(r.${quoted(one)}, m.${quoted(one)})::text`).join(', ')})`;
  const altered = columns
    .filter((column) => !keys.includes(column))
    .map((column) => {
      const named = quoted(column);
      return `CASE WHEN r.${named}::text IS DISTINCT FROM m.${named}::text THEN '${column.replaceAll("'", "''")}' END`;
    });
  const fields = `array_remove(ARRAY[${altered.join(', ')}]::text[], NULL)`;
  const some = (table: string): string => `(SELECT ${names} FROM ${table} ORDER BY random() LIMIT $2::bigint)`;
  const chosen = sample === undefined ? '' : `chosen AS MATERIALIZED (${some(read)} UNION ${some(rehearsed)}), `;
  const of = (table: string): string =>
    sample === undefined ? table : `(SELECT * FROM ${table} WHERE (${names}) IN (SELECT ${names} FROM chosen))`;
  const here = keys.map((one) => `m.${quoted(one)} IS NULL`).join(' AND ');
  const there = keys.map((one) => `r.${quoted(one)} IS NULL`).join(' AND ');
  return `WITH ${chosen}compared AS MATERIALIZED (
  SELECT ${key} AS key, ${fields} AS fields,
         CASE WHEN ${here} THEN 'missing' WHEN ${there} THEN 'surplus' WHEN cardinality(${fields}) > 0 THEN 'altered' END AS kind
  FROM ${of(read)} AS r FULL JOIN ${of(rehearsed)} AS m ON ${joined}
  WHERE NOT (${key} = ANY ($1::text[]))
)
SELECT (SELECT count(*) FROM compared)::float8 AS rows,
       (SELECT count(*) FROM compared WHERE kind IS NOT NULL)::float8 AS differing,
       ${first(`SELECT key, kind, CASE kind WHEN 'altered' THEN fields ELSE '{}' END AS fields FROM compared
         WHERE kind IS NOT NULL ORDER BY key COLLATE "C"`)} AS differences`;
}

/** Rows that have no key of their own: which of them are in one table, and not in the other. */
function wholeStatement(read: string, rehearsed: string, columns: readonly string[]): string {
  const values = columns.map((column) => `${quoted(column)}::text`).join(', ');
  const beyond = (one: string, other: string): string =>
    `SELECT count(*) AS rows FROM (SELECT ${values} FROM ${one} EXCEPT ALL SELECT ${values} FROM ${other}) AS beyond`;
  return `WITH counted AS (
  SELECT NULL::text AS key, 'missing' AS kind, '{}'::text[] AS fields, missing.rows FROM (${beyond(read, rehearsed)}) AS missing
  UNION ALL
  SELECT NULL, 'surplus', '{}', surplus.rows FROM (${beyond(rehearsed, read)}) AS surplus
)
SELECT greatest((SELECT count(*) FROM ${read}), (SELECT count(*) FROM ${rehearsed}))::float8 AS rows,
       (SELECT sum(counted.rows) FROM counted)::float8 AS differing,
       ${first('SELECT key, kind, fields FROM counted WHERE counted.rows > 0 ORDER BY kind')} AS differences`;
}
