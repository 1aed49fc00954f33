import type { JsonValue } from '@daybook/domain';

/** JSON data that shares nothing with what it is made of and cannot be changed: whoever tries is told so by the language. */
export function frozenCopy<T extends JsonValue>(data: T): T {
  return JSON.parse(JSON.stringify(data), (_name, value: unknown) => Object.freeze(value)) as T;
}
