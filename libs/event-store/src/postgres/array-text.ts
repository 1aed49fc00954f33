/** An array in PostgreSQL's text form, of values that need no quotes in it: numbers, UUIDs, times in ISO 8601. */
export function plainArray(values: readonly (number | string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/**
 * An array of JSON texts in PostgreSQL's text form. JSON escapes quotes and backslashes as an array does, and control
 * characters, where the two differ, stand in no JSON text. The driver escapes by regular expressions, for longer.
 */
export function jsonArray(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
}
