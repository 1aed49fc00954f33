/** A class as it may be named in a message. Never more than that: a minifier may have shortened it. */
export function nameOfClass(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a class without a name' : value.name;
  return `(${value === null ? 'null' : typeof value})`;
}
