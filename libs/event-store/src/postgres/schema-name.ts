import { InvalidSchemaName } from './invalid-schema-name.error.js';

/** The schema that Daybook's tables live in unless another is named. */
export const defaultSchema = 'daybook';

// 63: PostgreSQL cuts a longer identifier silently. pg_: names that it keeps to itself. The schemas that everybody
// shares are not ours to take privileges away in.
const plainIdentifier = /^(?!pg_|public$|information_schema$)[a-z][a-z0-9_]{0,62}$/;

/** Checks a schema name against the allow-list. @throws InvalidSchemaName */
export function checkedSchema(schema: unknown): string {
  if (typeof schema !== 'string' || !plainIdentifier.test(schema)) throw new InvalidSchemaName(schema);
  return schema;
}
