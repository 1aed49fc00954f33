import type { WakeUps } from './wake-ups.js';

/** For a store that tells nobody. */
export const askingOnly: WakeUps = { listen: () => () => undefined, pollMs: 100 };
