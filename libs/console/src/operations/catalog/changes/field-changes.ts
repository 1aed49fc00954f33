import type { JsonSchema } from '../schema/json-schema.js';
import { below } from '../schema/misfit.js';
import { inside, type Place } from './place.js';
import type { SchemaChange } from './schema-change.js';

/** What has become of the fields of an object. */
export function fieldChanges(before: JsonSchema, after: JsonSchema, place: Place): readonly SchemaChange[] {
  const [was, is] = [before.properties ?? {}, after.properties ?? {}];
  const [required, stillRequired] = [new Set(before.required), new Set(after.required)];
  const changes: SchemaChange[] = [];
  for (const [field, schema] of Object.entries(was)) {
    const path = below(place.path, field);
    const now = Object.hasOwn(is, field) ? is[field] : undefined;
    if (now !== undefined) {
      changes.push(...place.compare(schema, now, inside(place, path)));
    } else if (after.properties !== undefined || isTold(after.additionalProperties)) {
      changes.push(...withoutField(schema, after, inside(place, path)));
    }
  }
  for (const field of stillRequired) {
    if (required.has(field)) continue;
    const words = Object.hasOwn(was, field) ? 'could be missing and may not be any more' : 'is new and required';
    changes.push({ kind: 'field-required', path: below(place.path, field), words, breaks: true });
  }
  return [...changes, ...otherFields(before, after, place)];
}

// Fields that have no name in the schema may go on under the rule for such.
function withoutField(schema: JsonSchema, after: JsonSchema, place: Place): readonly SchemaChange[] {
  const others = after.additionalProperties;
  if (typeof others === 'object') return place.compare(schema, others, place);
  return [{ kind: 'field-removed', path: place.path, words: 'is gone', breaks: true }];
}

function isTold(others: JsonSchema['additionalProperties']): boolean {
  return others === false || typeof others === 'object';
}

/** What has become of fields that have no name in the schema, such as those of a record. */
function otherFields(before: JsonSchema, after: JsonSchema, place: Place): readonly SchemaChange[] {
  const path = below(place.path, '*');
  const [was, is] = [before.additionalProperties, after.additionalProperties];
  // Not told: a class's own fields are all that it has.
  if (was === undefined || was === false || is === undefined || is === true) return [];
  const stored: JsonSchema = was === true ? {} : was;
  if (is !== false) return place.compare(stored, is, inside(place, path));
  return [{ kind: 'field-removed', path, words: 'may not be there any more', breaks: true }];
}
