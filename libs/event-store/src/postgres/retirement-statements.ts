import { checkedSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** The statements by which is found and given up what nobody runs any more; each file says which parameters it takes. */
export interface RetirementStatements {
  /** The durable readers of the log, with when they were run last. */
  readonly readers: string;
  /** The views that show tables of a schema. */
  readonly views: string;
  readonly retired: string;
  readonly retirements: string;
  /** Takes away the pointer of a projection that has no generation any more. */
  readonly forgetProjection: string;
}

/**
 * By which what is on record and run by nobody is found, and given up.
 *
 * @throws InvalidSchemaName
 */
export function retirementStatements(schema: string): RetirementStatements {
  const text = (file: string): string => sqlFile(`queries/${file}.sql`, checkedSchema(schema));
  return {
    readers: text('readers_last_run'),
    views: text('projection_views'),
    retired: text('retired'),
    retirements: text('retirements'),
    forgetProjection: text('projection_forgotten'),
  };
}
