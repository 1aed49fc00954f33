import { createHash } from 'node:crypto';
import { sqlFile, sqlFilesIn } from './sql-file.js';

/** Before the files: their names mean PostgreSQL's own things, whatever others may have made in a schema of the session. */
export const ownNamesOnly = 'SET LOCAL search_path = pg_catalog, pg_temp';

/** One file that a migration run applies. */
export interface MigrationFile {
  /** Its path below `sql/`, by which the database remembers it. */
  readonly name: string;
  readonly kind: 'migration' | 'function' | 'privilege';
  readonly text: string;
  readonly checksum: string;
  /** For a migration: whether a running system may take it, from the file's first line. */
  readonly marker: string;
}

/**
 * All files in the order in which they are applied: numbered migrations once and for ever, then functions and public
 * privileges, again whenever their text has changed.
 */
export function migrationFiles(schema: string): readonly MigrationFile[] {
  const files = (folder: string, kind: MigrationFile['kind']): MigrationFile[] =>
    sqlFilesIn(folder).map((file) => fileOf(`${folder}/${file}`, kind, schema));
  const publicPrivileges = fileOf('privileges/public.sql', 'privilege', schema);
  return [...files('migrations', 'migration'), ...files('functions', 'function'), publicPrivileges];
}

function fileOf(name: string, kind: MigrationFile['kind'], schema: string): MigrationFile {
  const text = sqlFile(name, schema);
  const marker = /^--! (safe|breaking)\b.*/.exec(text)?.[0].slice(4) ?? '';
  return { name, kind, text, checksum: createHash('sha256').update(text).digest('hex'), marker };
}
