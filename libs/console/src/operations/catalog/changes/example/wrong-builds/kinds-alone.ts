import type { JsonSchema } from '../../../schema/json-schema.js';
import type { SchemaChange } from '../../schema-change.js';
import { schemaChanges } from '../../schema-changes.js';

/** Takes every text for like every other: lists of values are not compared. */
export function kindsAlone(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  return schemaChanges(before, after).filter(({ kind }) => !kind.startsWith('enum-'));
}
