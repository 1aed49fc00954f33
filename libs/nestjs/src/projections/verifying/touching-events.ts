import { eventMetadataOf, type RecordedEvent } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { TouchingEvent } from './verification-report.js';

const lastOnes = 20;

/** Up to where the events of a key count. */
export type CountsForKey = (recorded: RecordedEvent) => boolean;

/** The last events of each key, in their order. */
export async function touchingEvents(
  { types, keysOf }: Pick<ProjectionDefinition, 'types' | 'keysOf'>,
  pages: AsyncIterable<readonly RecordedEvent[]>,
  keys: ReadonlyMap<string, CountsForKey>,
): Promise<ReadonlyMap<string, readonly TouchingEvent[]>> {
  const touching = new Map<string, TouchingEvent[]>();
  for await (const page of pages) {
    for (const recorded of page) {
      if (!types.includes(recorded.type)) continue;
      for (const key of keysIn(recorded)) {
        if (keys.get(key)?.(recorded) !== true) continue;
        const events = touching.get(key) ?? [];
        touching.set(key, events);
        events.push({ position: recorded.position, type: recorded.type });
        if (events.length > lastOnes) events.shift();
      }
    }
  }
  return touching;

  /** The keys, or the stream under which an event is kept that has none. */
  function keysIn(recorded: RecordedEvent): readonly string[] {
    try {
      return keysOf(recorded.event, eventMetadataOf(recorded));
    } catch {
      return [recorded.streamId];
    }
  }
}
