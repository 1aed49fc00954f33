import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { appliedFiles, newerThan } from './applied-files.js';
import { queryOn, withConnection } from './connection.js';
import { MigrationChanged } from './migration-changed.error.js';
import { migrationFiles, ownNamesOnly, type MigrationFile } from './migration-files.js';
import { checkedSchema, defaultSchema } from './schema-name.js';
import { oldestServer, ServerTooOld } from './server-too-old.error.js';
import { sqlFile } from './sql-file.js';

/** Options of `migrate`. */
export interface MigrateOptions {
  /** A connection as the role that owns the schema, or will. */
  readonly dataSource: DataSource;
  /** Default `daybook`. */
  readonly schema?: string;
  /**
   * The role as which the application connects. It is given what it needs (append through the functions, read) and
   * loses whatever else it had in the schema; the owner, named here, keeps everything. Default: no role is touched.
   */
  readonly applicationRole?: string;
}

/**
 * Brings the schema up to this release, in one transaction: all of it, or nothing. Several processes may start it at
 * once; one does the work, the others find nothing left.
 *
 * @returns the names of the files that were applied now
 * @throws MigrationChanged an applied migration is not the one of this release
 * @throws ServerTooOld
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const schema = checkedSchema(options.schema ?? defaultSchema);
  return withConnection(options.dataSource, async (client) => {
    await refuseOldServer(client);
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    try {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`daybook migration of ${schema}`]);
      await client.query(ownNamesOnly);
      const before = await appliedFiles(client, schema);
      // What a newer release has put in place serves this one too; putting the old back would not serve the newer.
      const isNewer = newerThan(before, schema);
      const applied = await applyPending(client, schema, before, isNewer);
      const { applicationRole } = options;
      if (applicationRole !== undefined && !isNewer) await grantTo(client, schema, applicationRole);
      await client.query('COMMIT');
      return applied;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

async function applyPending(
  client: PoolClient,
  schema: string,
  applied: ReadonlyMap<string, string>,
  isNewer: boolean,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const file of migrationFiles(schema)) {
    // A function that is new can be executed by everybody until that is revoked.
    const due = isPending(file, applied, schema) || (file.kind === 'privilege' && names.length > 0);
    if (due && (!isNewer || file.kind === 'migration')) {
      await client.query(file.text);
      await client.query(sqlFile('queries/record_migration.sql', schema), [file.name, file.checksum]);
      names.push(file.name);
    }
  }
  return names;
}

function isPending(file: MigrationFile, applied: ReadonlyMap<string, string>, schema: string): boolean {
  const checksum = applied.get(file.name);
  if (checksum !== undefined && checksum !== file.checksum && file.kind === 'migration') {
    throw new MigrationChanged(file.name, schema);
  }
  return checksum !== file.checksum;
}

async function grantTo(client: PoolClient, schema: string, role: string): Promise<void> {
  const ownership = 'SELECT pg_get_userbyid(relowner) = $2 FROM pg_class WHERE oid = to_regclass($1)';
  const [isOwner] = (await queryOn(client, { text: ownership }, [`"${schema}".events`, role]))[0] ?? [];
  // The functions run with the owner's rights, and would lose with it what it loses.
  if (isOwner === 't') return;
  const quoted = `"${role.replaceAll('"', '""')}"`;
  await client.query(sqlFile('privileges/application.sql', schema).replace(/(?<!:):role\b/g, () => quoted));
}

async function refuseOldServer(client: PoolClient): Promise<void> {
  const rows = await queryOn(client, { text: `SELECT current_setting('server_version_num')` }, []);
  const version = Number(rows[0]?.[0]);
  if (version < oldestServer) throw new ServerTooOld(version);
}
