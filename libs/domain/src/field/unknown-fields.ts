import type { JsonObject } from '../json/json-value.js';

const remembered = Symbol.for('daybook.unknown-fields');

// For all installed copies alike: one may read what another one writes.
const place = globalThis as { [remembered]?: WeakMap<object, JsonObject> | undefined };
const unknownFields = (place[remembered] ??= new WeakMap<object, JsonObject>());

/** JSON that was stored with an event in fields that its class does not declare; undefined if there is none. */
export function unknownFieldsOf(event: object): JsonObject | undefined {
  return unknownFields.get(event);
}

/** Remembers what was stored with an event besides the fields of its class. */
export function rememberUnknownFields(event: object, fields: JsonObject): void {
  unknownFields.set(event, fields);
}

/** What of the JSON belongs to the declared fields, and what does not; undefined if all of it does. */
export function withoutUnknownFields(
  data: JsonObject,
  declared: ReadonlySet<string>,
): { readonly known: JsonObject; readonly unknown: JsonObject } | undefined {
  const names = Object.keys(data);
  // Those that are refused in any class stay with the others, to be refused.
  const isUnknown = (name: string): boolean => !declared.has(name) && name !== '__proto__' && name !== 'constructor';
  if (!names.some(isUnknown)) return undefined;
  const pick = (wanted: boolean): JsonObject =>
    Object.fromEntries(Object.entries(data).filter(([name]) => isUnknown(name) === wanted));
  return { known: pick(false), unknown: pick(true) };
}
