import type { Consumer } from '@daybook/event-store';

/** Knows each event by itself, so that nothing waits behind one that cannot be handled. */
export function parkedAlone(consumer: Consumer): Consumer {
  return { ...consumer, keysOf: ({ eventId }) => [eventId] };
}
