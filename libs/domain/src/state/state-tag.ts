import type { JsonObject, JsonValue } from '../json/json-value.js';

/**
 * How a captured state says what JSON cannot: an object with one key, the tag. A plain object with a key that looks like
 * one is itself kept under a tag, so no state can be taken for something that it is not.
 */
export type StateTag =
  | '$undefined' // true
  | '$number' //    'NaN' | 'Infinity' | '-Infinity' | '-0'
  | '$bigint' //    decimal digits
  | '$date' //      ISO 8601, or null for an invalid date
  | '$map' //       [[key, value], …]
  | '$set' //       [member, …]
  | '$object' //    [[name, value], …]: a plain object with names that begin with a dollar sign or are `__proto__`
  | '$bare' //      [[name, value], …]: an object without a prototype
  | '$state'; //    [state type, fields, or what the class itself captured]

/** A value under its tag. */
export function tagged(tag: StateTag, value: JsonValue): JsonObject {
  return { [tag]: value };
}

/** True for a name that a plain object of the captured state cannot have as it is. */
export function needsEntries(name: string): boolean {
  return name.startsWith('$') || name === '__proto__';
}
