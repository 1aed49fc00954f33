import { foreignFinding, numberFinding } from '../json-finding.js';
import { isPlainArray, isPlainObject } from '../plain.js';

/**
 * What keeps an answer from being JSON data, in words that go on after `answered something that`; undefined if nothing
 * does. A property whose value is undefined counts as absent. Deeper than any payload may lie, it is a cycle.
 */
export function notJson(value: unknown, depth = 64): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return numberFinding(value)?.reason;
    case 'object':
      if (value === null) return undefined;
      if (depth === 0) return 'lies deeper than 64 levels, or in a cycle';
      if (Array.isArray(value)) {
        if (!isPlainArray(value)) return foreignFinding(value).reason;
        for (const item of value) {
          const finding = notJson(item, depth - 1);
          if (finding !== undefined) return finding;
        }
        return undefined;
      }
      if (!isPlainObject(value)) return foreignFinding(value).reason;
      for (const name in value) {
        const property = (value as Readonly<Record<string, unknown>>)[name];
        const finding = property === undefined ? undefined : notJson(property, depth - 1);
        if (finding !== undefined) return finding;
      }
      return undefined;
    default:
      return foreignFinding(value).reason;
  }
}
