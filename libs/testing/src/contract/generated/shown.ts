/** Any value on one short line, for the name of a case. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}… (${value.length})` : value);
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) return (JSON.stringify(value) ?? '').slice(0, 120);
  return String(value);
}
