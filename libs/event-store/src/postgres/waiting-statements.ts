import { checkedSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** The statements by which those who wait for a read model know that it has come far enough. */
export interface WaitingStatements {
  /** How far the rows are that readers of a version see; the file says which parameters it takes. */
  readonly rowsStanding: string;
}

/**
 * By which it is asked, on whatever connection rows are read, how far they are.
 *
 * @throws InvalidSchemaName
 */
export function waitingStatements(schema: string): WaitingStatements {
  return { rowsStanding: sqlFile('queries/projection_rows_standing.sql', checkedSchema(schema)) };
}
