import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SqlFilesMissing } from './sql-files-missing.error.js';

// A bundle of CommonJS has none; whoever keeps events in memory does not need it either.
const here = (import.meta as { readonly url?: string }).url;
const root = here === undefined ? undefined : new URL('../../sql/', here);
const texts = new Map<string, string>();

/**
 * The text of a file below `sql/` with the schema (a checked identifier) in the place of `:schema`.
 *
 * @throws SqlFilesMissing
 */
export function sqlFile(path: string, schema: string): string {
  const key = `${schema}/${path}`;
  let text = texts.get(key);
  if (text === undefined) {
    text = withSchema(
      below(path, (file) => readFileSync(file, 'utf8')),
      schema,
    );
    texts.set(key, text);
  }
  return text;
}

/**
 * The names of the files in a folder below `sql/`, in order.
 *
 * @throws SqlFilesMissing
 */
export function sqlFilesIn(folder: string): readonly string[] {
  return below(`${folder}/`, (place) => readdirSync(place)).sort();
}

function below<R>(path: string, read: (place: URL) => R): R {
  try {
    return read(new URL(path, root));
  } catch (cause) {
    throw new SqlFilesMissing(root && fileURLToPath(root), cause);
  }
}

function withSchema(text: string, schema: string): string {
  return text.replace(/(?<!:):schema\b/g, `"${schema}"`);
}
