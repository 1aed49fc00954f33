import { ReservedField } from './reserved-field.error.js';

/**
 * An instance with these own fields, frozen. Every event is made here, whether somebody decides it or the store reads it
 * again.
 */
export function buildFrozen<T extends object>(construct: new () => T, fields: object): T {
  return Object.freeze(assignFields(construct, fields));
}

/**
 * An instance with these own fields. They are assigned after construction, because a class field declared in a subclass
 * would overwrite what the constructor of its parent had assigned.
 *
 * @throws ReservedField for a field that JavaScript would take for something else
 */
export function assignFields<T extends object>(construct: new () => T, fields: object): T {
  // The assignment would run the setter behind `__proto__`, and a field named `constructor` would hide the class.
  if (Object.hasOwn(fields, '__proto__')) throw new ReservedField(construct, '__proto__');
  if (Object.hasOwn(fields, 'constructor')) throw new ReservedField(construct, 'constructor');
  return Object.assign(new construct(), fields);
}
