import { types } from 'node:util';

/** What a value is, in words, without anything of its content. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (types.isDate(value)) return Number.isNaN(Date.prototype.getTime.call(value)) ? 'an invalid Date' : 'a Date';
  if (types.isMap(value)) return 'a Map';
  if (types.isSet(value)) return 'a Set';
  if (types.isRegExp(value)) return 'a RegExp';
  if (types.isNativeError(value)) return 'an Error';
  if (types.isPromise(value)) return 'a Promise';
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return 'a Buffer or typed array';
  if (Array.isArray(value)) return 'an instance of a class of arrays';
  return 'an instance of a class';
}
