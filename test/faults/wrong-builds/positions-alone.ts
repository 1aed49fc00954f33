import type { Place } from '../load/reader-elsewhere.js';

/** Keeps a position, and goes on behind it silently, whatever has become of the log. */
export const positionsAlone: Place = {
  after: async (_store, { position }) => String(position),
  readOn: (store, kept, signal) => store.subscribe({ signal, afterPosition: Number(kept ?? 0) }),
};
