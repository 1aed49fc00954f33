import type { EventStore } from '@daybook/event-store';

/** An event as a reader of the log meets it. */
export interface Met {
  readonly position: number;
  readonly eventId: string;
  readonly streamId: string;
  readonly version: number;
}

/** Reads the log after a position, as far as it thinks that it may. */
export type LogReader = (afterPosition: number) => AsyncIterable<readonly Met[]>;

/** The right reader: the store's own. */
export function readerOf(store: Pick<EventStore, 'readAll'>, batchSize = 500): LogReader {
  return (afterPosition) => store.readAll({ afterPosition, batchSize }).pages();
}
