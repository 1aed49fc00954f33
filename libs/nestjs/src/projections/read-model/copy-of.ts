import { isValueObject } from '@daybook/domain';
import { types } from 'node:util';

/**
 * A copy all the way down, of which nothing is shared with the original but what nobody changes: functions and value
 * objects. Instances stay what they are, unlike with `structuredClone`, and lose their `#` fields, which nobody can read.
 */
export function copyOf<T>(value: T, met: Map<object, object> = new Map()): T {
  if (typeof value !== 'object' || value === null || isValueObject(value)) return value;
  const known = met.get(value);
  if (known !== undefined) return known as T;
  return (bytesOf(value) ?? builtIn(value, met) ?? instance(value, met)) as T;
}

function bytesOf(value: object): object | undefined {
  if (Buffer.isBuffer(value)) return Buffer.from(value);
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return structuredClone(value);
  return undefined;
}

function builtIn(value: object, met: Map<object, object>): object | undefined {
  if (types.isDate(value)) return new Date(value);
  if (types.isMap(value)) {
    const copy = new Map<unknown, unknown>();
    met.set(value, copy);
    for (const [key, held] of value) copy.set(copyOf(key, met), copyOf(held, met));
    return copy;
  }
  if (types.isSet(value)) {
    const copy = new Set<unknown>();
    met.set(value, copy);
    for (const held of value) copy.add(copyOf(held, met));
    return copy;
  }
  return undefined;
}

function instance(value: object, met: Map<object, object>): object {
  const copy = Array.isArray(value)
    ? new Array<unknown>(value.length)
    : (Object.create(Object.getPrototypeOf(value) as object | null) as object);
  met.set(value, copy);
  for (const name of Object.keys(value)) {
    // Defined, not assigned: a setter of the class, or the one behind `__proto__`, would make something else of it.
    const held = copyOf((value as Readonly<Record<string, unknown>>)[name], met);
    Object.defineProperty(copy, name, { value: held, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}
