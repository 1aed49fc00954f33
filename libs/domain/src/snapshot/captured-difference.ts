import type { JsonValue } from '../json/json-value.js';

/** The names that lead to a place in a captured state: what stands under a tag belongs to whatever has the tag. */
type Place = readonly string[];

/** Where two captured states differ first; undefined if they do not, down to the order of their fields. */
export function firstDifference(one: JsonValue, other: JsonValue, at: Place = []): Place | undefined {
  const [names, others] = [namesIn(one), namesIn(other)];
  if (names === undefined || others === undefined || Array.isArray(one) !== Array.isArray(other)) {
    return JSON.stringify(one) === JSON.stringify(other) ? undefined : at;
  }
  for (const [index, name] of names.entries()) {
    if (others[index] !== name) return [...at, name];
    const found = firstDifference(held(one, name), held(other, name), inside(at, name));
    if (found !== undefined) return found;
  }
  return others.length > names.length ? [...at, others[names.length] ?? ''] : undefined;
}

/** Where a captured state holds a date that is later than this, in milliseconds since 1970. */
export function firstRecentDate(captured: JsonValue, since: number, at: Place = []): Place | undefined {
  for (const name of namesIn(captured) ?? []) {
    const value = held(captured, name);
    if (name === '$date' && typeof value === 'string' && isBetween(Date.parse(value), since)) return at;
    const found = firstRecentDate(value, since, inside(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One that lies far ahead says `never`, or the like. */
function isBetween(time: number, since: number): boolean {
  return time > since && time < since + 10 * 60_000;
}

function namesIn(json: JsonValue): readonly string[] | undefined {
  return typeof json === 'object' && json !== null ? Object.keys(json) : undefined;
}

function held(json: JsonValue, name: string): JsonValue {
  return (json as Readonly<Record<string, JsonValue>>)[name] ?? null;
}

/** `state` is what a snapshot keeps the state under. */
function inside(at: Place, name: string): Place {
  return name.startsWith('$') || (at.length === 0 && name === 'state') ? at : [...at, name];
}
