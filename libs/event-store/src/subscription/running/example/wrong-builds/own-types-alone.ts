import type { WantedTypes } from '../../wanted-types.js';

/** Asks for what its own release wants, whatever another one has put on record. */
export function wantedTypes({ types }: { readonly types?: readonly string[] | undefined }): WantedTypes {
  return { types, stored: types };
}
