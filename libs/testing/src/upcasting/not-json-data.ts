/**
 * Why an answer is not JSON data, in words that go on after `a value`; undefined if it is. The event store judges so when it
 * reads; a property whose value is undefined counts as absent.
 */
export function notJsonData(value: unknown, depth = 64): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') {
    const isKept = Number.isFinite(value) && !Object.is(value, -0);
    return isKept && (!Number.isInteger(value) || Number.isSafeInteger(value))
      ? undefined
      : `is the number ${value}, which JSON cannot say`;
  }
  if (typeof value !== 'object') return `is a ${typeof value}`;
  if (depth === 0) return 'lies deeper than 64 levels, or in a cycle';
  if ('then' in value && typeof value.then === 'function') return 'is a promise; an upcaster waits for nothing';
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (!Array.isArray(value) && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return 'is an instance of a class';
  }
  const held = Object.values(value).filter((one) => one !== undefined);
  return held.map((one) => notJsonData(one, depth - 1)).find((finding) => finding !== undefined);
}
