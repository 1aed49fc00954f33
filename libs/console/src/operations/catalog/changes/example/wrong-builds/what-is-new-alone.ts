import type { JsonSchema } from '../../../schema/json-schema.js';
import type { SchemaChange } from '../../schema-change.js';
import { schemaChanges } from '../../schema-changes.js';

/** The comparison the wrong way round: whether what will be written could have been read before. */
export function whatIsNewAlone(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  return schemaChanges(after, before);
}
