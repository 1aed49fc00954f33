import type { ColumnMetadata } from './column-metadata.js';

/**
 * What a property is declared as, as far as the compiler's metadata tell: a union, an interface or an imported alias is
 * `unknown`, any other class is `object`.
 */
export type PropertyType = 'number' | 'string' | 'bigint' | 'boolean' | 'Date' | 'array' | 'object' | 'unknown';

const known = new Map<unknown, PropertyType>([
  [Number, 'number'],
  [String, 'string'],
  [BigInt, 'bigint'],
  [Boolean, 'boolean'],
  [Date, 'Date'],
  [Array, 'array'],
  [Object, 'unknown'],
  [undefined, 'unknown'],
]);

export function propertyTypeOf({ target, propertyName }: ColumnMetadata): PropertyType {
  if (typeof target !== 'function') return 'unknown';
  const declared: unknown = Reflect.getMetadata('design:type', target.prototype as object, propertyName);
  return known.get(declared) ?? 'object';
}
