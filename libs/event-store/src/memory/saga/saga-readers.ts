import type { MemoryParkedEvents } from '../subscription/memory-parked-events.js';

/** The subscriptions that are on record: the same object for as long as one is. */
export interface SagaReaders {
  find(name: string): { readonly parked: Pick<MemoryParkedEvents, 'keys' | 'list'> } | undefined;
}
