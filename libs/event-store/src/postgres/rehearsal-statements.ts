import { checkedSchema } from './schema-name.js';
import { sqlFile } from './sql-file.js';

/** The statements on the record of rehearsals, by what they do; each file says which parameters it takes. */
export interface RehearsalStatements {
  readonly list: string;
  readonly begin: string;
  readonly built: string;
  readonly end: string;
  /** Since when times count. */
  readonly knowTime: string;
  readonly useTime: string;
}

/**
 * By which the rehearsals of read models are kept on record.
 *
 * @throws InvalidSchemaName
 */
export function rehearsalStatements(schema: string): RehearsalStatements {
  const text = (file: string): string => sqlFile(`queries/${file}.sql`, checkedSchema(schema));
  return {
    list: text('rehearsals'),
    begin: text('rehearsal_begun'),
    built: text('rehearsal_built'),
    end: text('rehearsal_ended'),
    knowTime: text('rehearsal_time_known'),
    useTime: text('rehearsal_time_used'),
  };
}
