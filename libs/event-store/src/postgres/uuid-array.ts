/** The ids in PostgreSQL's text form of a `uuid[]`, which needs no quoting. */
export function parseUuids(text: string): readonly string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',');
}
