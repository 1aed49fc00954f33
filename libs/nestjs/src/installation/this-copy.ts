import type { InstalledCopy } from '@daybook/domain';
import { version } from './version.js';

/** This copy of the library, by its version and by where it was loaded from. */
export const thisCopy: InstalledCopy = {
  name: '@daybook/nestjs',
  version,
  url: (import.meta as { readonly url?: string }).url,
};
