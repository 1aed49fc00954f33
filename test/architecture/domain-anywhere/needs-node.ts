import { randomUUID } from 'node:crypto';

/** What the library must not do: the bundle for a browser has to fail on it. */
export const run = (): string => randomUUID();
