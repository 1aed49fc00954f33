import { described } from './described.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Why a value is not a UUID, or undefined if it is one. Any version, in either case, in the form 8-4-4-4-12. */
export function whyNotEventId(value: unknown): string | undefined {
  return typeof value === 'string' && uuid.test(value) ? undefined : `is ${described(value)}, not a UUID`;
}
