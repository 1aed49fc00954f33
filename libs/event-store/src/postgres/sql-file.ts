import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../../sql/', import.meta.url);
const texts = new Map<string, string>();

/** The text of a file below `sql/` with the schema (a checked identifier) in the place of `:schema`. */
export function sqlFile(path: string, schema: string): string {
  const key = `${schema}/${path}`;
  let text = texts.get(key);
  if (text === undefined) {
    text = withSchema(readFileSync(new URL(path, root), 'utf8'), schema);
    texts.set(key, text);
  }
  return text;
}

/** The names of the files in a folder below `sql/`, in order. */
export function sqlFilesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, root)).sort();
}

function withSchema(text: string, schema: string): string {
  return text.replace(/(?<!:):schema\b/g, `"${schema}"`);
}
