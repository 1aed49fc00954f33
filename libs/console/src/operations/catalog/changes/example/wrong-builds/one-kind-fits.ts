import { alternativesOf } from '../../../schema/alternatives.js';
import type { JsonSchema } from '../../../schema/json-schema.js';
import type { SchemaChange } from '../../schema-change.js';
import { schemaChanges } from '../../schema-changes.js';

/** Content when one of the kinds that a field could be of still fits: null is what it could be as well. */
export function oneKindFits(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  return schemaChanges(firstKinds(before), after);
}

function firstKinds(schema: JsonSchema): JsonSchema {
  const [first] = alternativesOf(schema, schema);
  if (first?.kind === undefined) return schema;
  const properties = Object.entries(first.schema.properties ?? {}).map(
    ([name, one]) => [name, firstKinds(one)] as const,
  );
  return {
    ...first.schema,
    type: first.kind,
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
  };
}
