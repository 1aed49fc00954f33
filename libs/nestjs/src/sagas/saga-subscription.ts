import type { SagaReader } from '@daybook/event-store';

/** By what name a saga reads the log, and its parked events are found; no reaction and no projection can have it. */
export function sagaSubscription(saga: string): string {
  return `saga:${saga}`;
}

/** A saga as its reader is known in the store. */
export function readerOf(saga: string): SagaReader {
  return { saga, subscription: sagaSubscription(saga) };
}
