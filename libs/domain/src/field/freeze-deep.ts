/**
 * Freezes an object, and the lists and plain objects that it holds, all the way down. What has a class of its own (a
 * `Map`, a `Date`, a value object) stays as it is: most of it cannot be frozen.
 *
 * Walks without recursion and runs no getter, so that hostile data fails where it is judged, not here.
 */
export function freezeDeep<T extends object>(root: T): T {
  const met = new Set<object>([root]);
  for (const object of met) {
    for (const key of Reflect.ownKeys(Object.freeze(object))) {
      const held: unknown = Object.getOwnPropertyDescriptor(object, key)?.value;
      if (isListOrPlain(held)) met.add(held); // a set goes on to what is added while it is walked, and meets nothing twice
    }
  }
  return root;
}

function isListOrPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
