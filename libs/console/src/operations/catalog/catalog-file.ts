import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { catalogText } from './catalog-text.js';
import { CatalogUnreadable } from './catalog-unreadable.error.js';
import { catalogFormat, type EventCatalog } from './event-catalog.js';
import { catalogPage } from './page/catalog-page.js';

/** The catalog of this file; undefined if there is none. @throws CatalogUnreadable */
export async function readCatalog(file: string): Promise<EventCatalog | undefined> {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  let catalog: EventCatalog;
  try {
    catalog = JSON.parse(text) as EventCatalog;
  } catch (cause) {
    throw new CatalogUnreadable(file, 'is not JSON', cause);
  }
  const { format } = catalog as { readonly format?: unknown };
  if (format !== catalogFormat) {
    throw new CatalogUnreadable(file, `has the format ${JSON.stringify(format)}, not "${catalogFormat}"`);
  }
  return catalog;
}

/** Where the page for people stands: beside the catalog. */
export function pageBeside(file: string): string {
  return file.replace(/(?:\.json)?$/, '.md');
}

/** Writes the catalog and its page. */
export async function writeCatalog(file: string, catalog: EventCatalog): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, catalogText(catalog));
  await writeFile(pageBeside(file), catalogPage(catalog));
}

/** The text of a file; undefined if there is none. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
