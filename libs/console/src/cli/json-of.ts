/** A value as JSON can say it: a row may hold what JSON has no word for, such as a bigint. */
export function jsonOf(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
  return text === undefined ? null : (JSON.parse(text) as unknown);
}
