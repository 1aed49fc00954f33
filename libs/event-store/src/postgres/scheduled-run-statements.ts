import { checkedSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** The statements on the record of scheduled runs, by what they do; each file says which parameters it takes. */
export interface ScheduledRunStatements {
  readonly list: string;
  readonly know: string;
  readonly begin: string;
  readonly takeOver: string;
  readonly end: string;
}

/**
 * By which the runs of readers that are brought up to date at certain times are kept on record.
 *
 * @throws InvalidSchemaName
 */
export function scheduledRunStatements(schema: string): ScheduledRunStatements {
  const text = (file: string): string => sqlFile(`queries/${file}.sql`, checkedSchema(schema));
  return {
    list: text('scheduled_runs'),
    know: text('scheduled_run_known'),
    begin: text('scheduled_run_begun'),
    takeOver: text('scheduled_run_taken_over'),
    end: text('scheduled_run_ended'),
  };
}
