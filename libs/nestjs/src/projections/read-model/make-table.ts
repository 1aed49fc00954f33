import { type DataSource, type EntityMetadata, type QueryRunner, Table } from 'typeorm';
import { EntityUnsuitable } from './entity-unsuitable.error.js';
import { quoted, versionNameOf } from './generation-names.js';

const texts: ReadonlySet<string> = new Set(['text', 'character varying', 'varchar']);

/** A transaction in which tables are made, and what knows how they are. */
export interface TableMaker {
  readonly runner: QueryRunner;
  readonly driver: DataSource['driver'];
}

/**
 * Makes the table of an entity in a schema, with its indices and checks, as TypeORM would make it, under the name of the
 * version's view.
 *
 * @throws EntityUnsuitable it has a column that TypeORM keeps a record of
 */
export async function makeTable(
  metadata: EntityMetadata,
  version: number,
  schema: string,
  { runner, driver }: TableMaker,
): Promise<void> {
  const generated = metadata.columns.find((column) => column.generatedType !== undefined);
  if (generated !== undefined) {
    throw new EntityUnsuitable(
      metadata.name,
      `${generated.propertyPath} is a generated column, of which TypeORM keeps a record for one table only`,
      'Make it a plain column, or make the tables of the read model yourself.',
    );
  }
  const table = Table.create(metadata, driver);
  table.schema = schema;
  table.name = `${schema}.${versionNameOf(metadata.tableName, version)}`;
  // In the order of bytes, in which rows are gone through: by the key's own index then, page by page.
  for (const column of table.columns) if (column.isPrimary && texts.has(column.type)) column.collation ??= 'C';
  // Nobody is at work on it yet, and a transaction could not do it.
  for (const index of table.indices) index.isConcurrent = false;
  await runner.createTable(table, false, false, true);
}

/** The quoted name of the type that TypeORM makes for an enum column beside the table. */
export function enumTypeOf(metadata: EntityMetadata, version: number, schema: string, column: string): string {
  const enumName = metadata.columns.find((one) => one.databaseName === column)?.enumName;
  return quoted(schema, enumName ?? `${versionNameOf(metadata.tableName, version)}_${column.toLowerCase()}_enum`);
}
