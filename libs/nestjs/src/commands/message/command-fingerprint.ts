import { createHash } from 'node:crypto';

/**
 * What a command asks, in one word: the same for every copy of it, another one as soon as a field differs. The order of
 * the fields does not count, nor does a field without a value.
 */
export function commandFingerprint(type: string, payload: unknown): string {
  const text = JSON.stringify([type, payload], comparable);
  return createHash('sha256').update(text).digest('hex');
}

// JSON would drop what these hold, and two commands that differ in it would be one. Dates say themselves what they are.
function comparable(_field: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  if (value instanceof Map) return { map: [...value] };
  if (value instanceof Set) return { set: [...value] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
