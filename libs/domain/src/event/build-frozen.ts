import { ReservedField } from './reserved-field.error.js';

/**
 * An instance with these own fields, frozen. Every event and every value object is made here, whether somebody decides
 * it or the store reads it again.
 */
export function buildFrozen<T extends object>(construct: new () => T, fields: object): T {
  // Object.assign would run the setter behind `__proto__`, and hide the class behind a field named `constructor`.
  if (Object.hasOwn(fields, '__proto__')) throw new ReservedField(construct, '__proto__');
  if (Object.hasOwn(fields, 'constructor')) throw new ReservedField(construct, 'constructor');
  return Object.freeze(Object.assign(new construct(), fields));
}
