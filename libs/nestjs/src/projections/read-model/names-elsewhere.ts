/** What in a statement is no name of a table, whatever it says: literals, comments, other identifiers. */
const others = [
  String.raw`(?<![\w$])[eE]'(?:[^'\\]|\\[^]|'')*'`,
  String.raw`'(?:[^']|'')*'`,
  String.raw`(?<![\w$])\$(?<tag>[A-Za-z_]\w*)?\$[^]*?\$\k<tag>\$`,
  String.raw`--[^\n]*`,
  String.raw`/\*[^]*?\*/`,
  String.raw`"(?:[^"]|"")*"`,
];

/**
 * Writes other tables into statements, in the places of those that they name.
 *
 * @param tables by quoted path as the statements have it, the one to be written instead
 */
export function namesElsewhere(tables: ReadonlyMap<string, string>): (statement: string) => string {
  const paths = [...tables.keys()].map((path) => path.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  const parts = new RegExp([...paths, ...others].join('|'), 'g');
  return (statement) => statement.replace(parts, (part) => tables.get(part) ?? part);
}
