import type { DataSource } from 'typeorm';
import { appliedFiles, newerThan } from './applied-files.js';
import { withConnection } from './connection.js';
import { migrationFiles } from './migration-files.js';
import { checkedSchema, defaultSchema } from './schema-name.js';

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
