import type { EventStore } from '@daybook/event-store';

/** Takes a connection of its own where it was given the caller's, for appends or for reads. */
export function forgetsTheManager(
  store: Pick<EventStore, 'appendAll' | 'readStream'>,
  forgets: 'append' | 'read',
): Pick<EventStore, 'appendAll' | 'readStream'> {
  return {
    appendAll: (appends, options) => store.appendAll(appends, forgets === 'append' ? {} : options),
    readStream(streamId, { manager, ...options } = {}) {
      return store.readStream(streamId, { ...options, ...(forgets !== 'read' && manager && { manager }) });
    },
  };
}
