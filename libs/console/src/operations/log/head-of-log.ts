import type { EventStore } from '@daybook/event-store';

/** Where the log ends. */
export interface HeadOfLog {
  /** The position of the last event that a reader of the whole log can see now; 0 if there is none. */
  readonly position: number;
}

/** @throws StoreUnavailable */
export async function headOfLog(store: EventStore): Promise<HeadOfLog> {
  return { position: await store.head() };
}
