import type { JsonSchema } from './schema/json-schema.js';

const verbs = /(?:^|[.\-_])(created|inserted|updated|modified|edited|saved|upserted|patched|deleted)$/;
const pairs = [
  ['before', 'after'],
  ['old', 'new'],
  ['previous', 'current'],
  ['previous', 'next'],
  ['from', 'to'],
] as const;

/**
 * Why an event seems to tell of a row instead of a fact; undefined if it does not. Its consumers must guess from the
 * difference what has happened, and the reason is lost for ever.
 */
export function rowLike(type: string, { properties = {} }: JsonSchema): string | undefined {
  const name = type.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  const pair = pairOf(Object.keys(properties).map((field) => field.toLowerCase()));
  if (pair !== undefined && /changed$/.test(name)) {
    return `says that something changed, with ${pair[0]} and ${pair[1]}, and not what happened`;
  }
  if (pair?.[0] === 'before') return 'holds a row before and after, and not what happened';
  const [, verb] = verbs.exec(name) ?? [];
  if (verb === undefined) return undefined;
  return `ends with "${verb}", which is what becomes of a row, and not what happened`;
}

function pairOf(fields: readonly string[]): readonly [string, string] | undefined {
  for (const [one, other] of pairs) {
    const before = fields.find((field) => field.startsWith(one));
    const after = fields.find((field) => before !== undefined && field === other + before.slice(one.length));
    if (before !== undefined && after !== undefined) return [before, after];
  }
  return undefined;
}
