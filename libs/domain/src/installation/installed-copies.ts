import { version } from './version.js';

/** A copy of this library that is loaded in this process. */
export interface InstalledCopy {
  readonly name: string;
  readonly version: string;
  /** Where it was loaded from; undefined in a bundle. */
  readonly url: string | undefined;
}

const installations = Symbol.for('daybook.installations');

const place = globalThis as { [installations]?: InstalledCopy[] | undefined };
const here: InstalledCopy = {
  name: '@daybook/domain',
  version,
  url: (import.meta as { readonly url?: string }).url,
};
const copies = (place[installations] ??= []);
// The same file evaluated again is one copy; a bundle does not know its file, and counts each time.
if (here.url === undefined || !copies.some((copy) => copy.url === here.url)) copies.push(here);

/**
 * The copies of this library that are loaded in this process. More than one means that a package brought its own; most
 * things work across copies, but their classes are not each other's `instanceof`, so it is worth a word at the start.
 */
export function installedCopies(): readonly InstalledCopy[] {
  return [...(place[installations] ?? [])];
}
