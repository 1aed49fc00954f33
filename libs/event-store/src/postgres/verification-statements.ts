import { checkedSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** The statements by which it is found what rows must have been folded from; each file says which parameters it takes. */
export interface VerificationStatements {
  /** How far a subscription has come, and what it has left out. */
  readonly standing: string;
  /** Which events a snapshot sees behind a position. */
  readonly behind: string;
}

/**
 * By which read models are compared with the log, in one snapshot with their rows.
 *
 * @throws InvalidSchemaName
 */
export function verificationStatements(schema: string): VerificationStatements {
  const text = (file: string): string => sqlFile(`queries/${file}.sql`, checkedSchema(schema));
  return { standing: text('subscription_standing'), behind: text('positions_behind') };
}
