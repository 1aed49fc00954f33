import { fileURLToPath } from 'node:url';

/** The folder of the whole repository, whichever folder a check is started from. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));
