import type { PoolClient } from 'pg';
import { queryOn } from './connection.js';
import { migrationFiles } from './migration-files.js';
import { sqlFile } from './sql-file.js';

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
