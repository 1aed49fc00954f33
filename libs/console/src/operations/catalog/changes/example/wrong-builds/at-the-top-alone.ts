import type { JsonSchema } from '../../../schema/json-schema.js';
import { fieldChanges } from '../../field-changes.js';
import type { SchemaChange } from '../../schema-change.js';

/** Sees which fields come and go, and not what has become of those that stay. */
export function atTheTopAlone(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  return fieldChanges(before, after, { path: '', roots: { before, after }, depth: 0, compare: () => [] });
}
