import type { JsonSchema } from '../schema/json-schema.js';
import type { SchemaChange } from './schema-change.js';

type Limit =
  'minimum' | 'exclusiveMinimum' | 'minLength' | 'minItems' | 'maximum' | 'exclusiveMaximum' | 'maxLength' | 'maxItems';

const lower: readonly Limit[] = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const upper: readonly Limit[] = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];
const forms = ['format', 'pattern', 'multipleOf', 'uniqueItems'] as const;

/** The rules of a field that stored values may break: told, and no reason to lift them, because reading asks no rule. */
export function tightenedRules(before: JsonSchema, after: JsonSchema, path: string): readonly SchemaChange[] {
  const tightened = [
    ...lower.filter((rule) => (after[rule] ?? -Infinity) > (before[rule] ?? -Infinity)),
    ...upper.filter((rule) => (after[rule] ?? Infinity) < (before[rule] ?? Infinity)),
    ...forms.filter((rule) => after[rule] !== undefined && after[rule] !== before[rule]),
  ];
  const words = tightened.map((rule) => `${rule} ${JSON.stringify(after[rule])}`).join(', ');
  return words === '' ? [] : [{ kind: 'rule-tightened', path, words: `has a stricter rule: ${words}`, breaks: false }];
}
