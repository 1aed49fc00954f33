import type { EventCodec, EventStore, ProposedEvent } from '@daybook/event-store';
import { ExportReader } from '../file/read-export.js';
import { proposedEvent } from '../import/check-export.js';

/** A wrong build of the import: appends each stream in one go, and checks what it meets when it meets it. */
export async function importStreamAfterStream(store: EventStore, codec: EventCodec, path: string): Promise<void> {
  const streams = new Map<string, ProposedEvent[]>();
  for await (const { event, line } of new ExportReader(path).events()) {
    const events = streams.get(event.streamId) ?? [];
    streams.set(event.streamId, [...events, proposedEvent(codec, event, `line ${line}`)]);
  }
  for (const [streamId, events] of streams) await store.append(streamId, events, { expected: 'noStream' });
}
