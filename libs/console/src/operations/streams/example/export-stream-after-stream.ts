import type { EventStore } from '@daybook/event-store';
import { exportedEvent } from '../file/exported-event.js';

/** A wrong build of the export: reads each stream to where it ends at that moment, so that together they never were. */
export async function exportStreamAfterStream(
  store: EventStore,
  streamIds: readonly string[],
  write: (line: string) => Promise<void>,
): Promise<void> {
  for (const streamId of streamIds) {
    for await (const recorded of store.readStream(streamId, { batchSize: 1 })) {
      await write(`${JSON.stringify(exportedEvent(recorded, recorded))}\n`);
    }
  }
}
