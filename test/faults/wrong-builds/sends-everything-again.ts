import type { EventStore } from '@daybook/event-store';

/** Takes every error for one that passes. */
export function sendsEverythingAgain(store: Pick<EventStore, 'appendAll'>): Pick<EventStore, 'appendAll'> {
  return {
    appendAll: (appends, options) => store.appendAll(appends, options).catch(() => store.appendAll(appends, options)),
  };
}
