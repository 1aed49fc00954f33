import { version } from './version.js';

/** A copy of one of Daybook's libraries that is loaded in this process. */
export interface InstalledCopy {
  readonly name: string;
  readonly version: string;
  /** Where it was loaded from; undefined in a bundle. */
  readonly url: string | undefined;
}

const installations = Symbol.for('daybook.installations');

const place = globalThis as { [installations]?: InstalledCopy[] | undefined };

registerCopy({
  name: '@daybook/domain',
  version,
  url: (import.meta as { readonly url?: string }).url,
});

/**
 * Makes a copy of a library known to all the others in this process, whichever copy of this function they call. The same
 * file evaluated again is one copy; a bundle does not know its file, and counts each time.
 */
export function registerCopy(copy: InstalledCopy): void {
  const copies = (place[installations] ??= []);
  const isKnown = copies.some(({ name, url }) => name === copy.name && url === copy.url);
  if (copy.url === undefined || !isKnown) copies.push(copy);
}

/**
 * The copies of Daybook's libraries that are loaded in this process. More than one of a name means that a package brought
 * its own; most things work across copies, but their classes are not each other's `instanceof`, so it is worth a word at
 * the start.
 */
export function installedCopies(): readonly InstalledCopy[] {
  return [...(place[installations] ?? [])];
}
