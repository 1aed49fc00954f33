/** What parked events, locks and rows can be found by, whatever else they hold. */
const longestKey = 512;

/** Whether a value can be the key of an event: 1 to 512 characters that can be kept in PostgreSQL as they are. */
export function isKey(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > longestKey) return false;
  return !/[\0\p{Surrogate}]/u.test(value);
}
