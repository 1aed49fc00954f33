import { createHash } from 'node:crypto';
import type { Statement } from './connection.js';
import { sqlFile, sqlFilesIn } from './sql-file.js';

/** The statements of `sql/queries`, by file name. */
export type StatementName =
  | 'append'
  | 'append_group'
  | 'head'
  | 'held_floors'
  | 'prerequisites'
  | 'read_log'
  | 'read_stream_backwards'
  | 'read_stream_forwards'
  | 'safe_position';

export type Statements = Readonly<Record<StatementName, Statement>>;

/**
 * Loads the statements for a schema. The server keeps a plan under each one's name; the name depends on the text, so
 * that two stores or two releases on one connection never take each other's.
 */
export function statementsFor(schema: string, prepared: boolean): Statements {
  const entries = sqlFilesIn('queries').map((file) => {
    const text = sqlFile(`queries/${file}`, schema);
    const name = `daybook_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    return [file.replace(/\.sql$/, ''), prepared ? { name, text } : { text }] as const;
  });
  return Object.fromEntries(entries) as Statements;
}
