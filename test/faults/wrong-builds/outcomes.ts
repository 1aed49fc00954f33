import { AppendOutcomeUnknown, StoreUnavailable, type AppendAllResult, type EventStore } from '@daybook/event-store';

/** A store that says something else where the outcome of an append is unknown. */
function sayingInstead(store: EventStore, say: (error: AppendOutcomeUnknown) => AppendAllResult): EventStore {
  const wrong: Pick<EventStore, 'appendAll'> = {
    appendAll: async (appends, options) => {
      try {
        return await store.appendAll(appends, options);
      } catch (error) {
        if (error instanceof AppendOutcomeUnknown) return say(error);
        throw error;
      }
    },
  };
  return Object.assign(Object.create(store) as EventStore, wrong);
}

/** A lost connection is a failed append. */
export function saysFailure(store: EventStore): EventStore {
  return sayingInstead(store, (error) => {
    throw new StoreUnavailable('appending', error);
  });
}

/** What has been sent has been made. */
export function saysSuccess(store: EventStore): EventStore {
  return sayingInstead(store, () => ({ streams: [], position: 0, repeated: false }));
}
