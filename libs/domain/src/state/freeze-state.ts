import { isValueObject } from '../value/value-object.js';

/**
 * What is frozen, and is not walked again: a state shares most of itself with the one before. True for what nobody can
 * change, down to the last thing in it.
 */
const frozen = new WeakMap<object, boolean>();

const changing: ReadonlyMap<unknown, readonly string[]> = new Map<unknown, readonly string[]>([
  [Map.prototype, ['set', 'delete', 'clear']],
  [Set.prototype, ['add', 'delete', 'clear']],
  [Date.prototype, Object.getOwnPropertyNames(Date.prototype).filter((name) => name.startsWith('set'))],
]);

/**
 * Freezes a value and the lists, plain objects, maps, sets and dates that it holds, all the way down. Other objects with a
 * class of their own stay as they are, but for the outermost one.
 */
export function freezeState<T>(root: T): T {
  const walked: object[] = [];
  const waiting: object[] = isObject(root) ? [root] : [];
  let isUnchangeable = true;
  for (const value of waiting) {
    const known = frozen.get(value) ?? ofItself(value, root);
    isUnchangeable &&= known ?? true;
    if (known !== undefined) continue;
    isUnchangeable &&= freeze(value);
    frozen.set(value, true);
    walked.push(value);
    addHeldBy(value, waiting);
  }
  if (!isUnchangeable) for (const object of walked) frozen.set(object, false);
  return root;
}

/** True for what `freezeState` has frozen, if nobody can change anything in it: a value, wherever else it stands. */
export function isFrozenState(value: unknown): boolean {
  return !isObject(value) || frozen.get(value) === true;
}

/** Whether an object that is not looked into can be changed; undefined if it is looked into. */
function ofItself(object: object, root: unknown): boolean | undefined {
  if (object === root || Array.isArray(object)) return undefined;
  const prototype = Object.getPrototypeOf(object) as object | null;
  if (prototype === Object.prototype || prototype === null || changing.has(prototype)) return undefined;
  return isValueObject(object);
}

/** False if it goes on to be changeable nevertheless. */
function freeze(object: object): boolean {
  const methods = changing.get(Object.getPrototypeOf(object));
  // `Object.freeze` leaves alone what a map, a set and a date keep inside; these stand before their own methods.
  if (methods !== undefined && !Object.isExtensible(object)) return false;
  for (const method of methods ?? []) Object.defineProperty(object, method, { value: refuse });
  Object.freeze(object);
  return true;
}

function refuse(): never {
  throw new TypeError('Cannot change what is read-only.');
}

/** What it holds that could be changed. By `Object.values`: what is hidden, or named by a symbol, no state may have. */
function addHeldBy(object: object, waiting: object[]): void {
  for (const held of Object.values(object) as unknown[]) if (isObject(held)) waiting.push(held);
  if (object instanceof Map) {
    for (const [key, held] of object as Map<unknown, unknown>) {
      if (isObject(key)) waiting.push(key);
      if (isObject(held)) waiting.push(held);
    }
  }
  if (object instanceof Set) for (const held of object as Set<unknown>) if (isObject(held)) waiting.push(held);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
