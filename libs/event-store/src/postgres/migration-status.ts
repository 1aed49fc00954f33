import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { queryOn, withConnection } from './connection.js';
import { migrationFiles } from './migration-files.js';
import { checkedSchema, defaultSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** What a migration run would do about one file. */
export interface MigrationState {
  readonly name: string;
  /** `pending` also says of a function that its text has changed since it was applied. */
  readonly state: 'applied' | 'pending';
  /** `safe: …` or `breaking: what the operator must do`; empty for functions and privileges. */
  readonly marker: string;
}

/** Says, without changing anything, which files of this release the database has and which it lacks. */
export async function migrationStatus(
  dataSource: DataSource,
  schema: string = defaultSchema,
): Promise<readonly MigrationState[]> {
  const checked = checkedSchema(schema);
  const applied = await withConnection(dataSource, (client) => appliedFiles(client, checked));
  const newer = newerThan(applied, checked);
  return migrationFiles(checked).map(({ name, checksum, kind, marker }) => {
    const known = applied.get(name) === checksum || (newer && kind !== 'migration' && applied.has(name));
    return { name, state: known ? 'applied' : 'pending', marker };
  });
}

/** The files that the database has applied, with their checksums; none if Daybook has never been there. */
export async function appliedFiles(client: PoolClient, schema: string): Promise<ReadonlyMap<string, string>> {
  const there = await queryOn(client, { text: 'SELECT to_regclass($1) IS NOT NULL' }, [`"${schema}".migrations`]);
  if (there[0]?.[0] !== 't') return new Map();
  const rows = await queryOn(client, { text: sqlFile('queries/applied_migrations.sql', schema) }, []);
  return new Map(rows.map(([name, checksum]) => [name ?? '', checksum ?? '']));
}

/** Whether the database has taken migrations of a newer release than this one. */
export function newerThan(applied: ReadonlyMap<string, string>, schema: string): boolean {
  const own = new Set(migrationFiles(schema).map(({ name }) => name));
  return [...applied.keys()].some((name) => name.startsWith('migrations/') && !own.has(name));
}
