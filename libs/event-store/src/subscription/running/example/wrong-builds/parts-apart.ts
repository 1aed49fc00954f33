import type { RecordedEvent } from '../../../../stream/recorded-event.js';

/** Takes each part for an event of its own. */
export function* storedEvents(events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[], void, undefined> {
  for (const event of events) yield [event];
}

export function endOfStored(_events: readonly RecordedEvent[], place: number): number {
  return place + 1;
}
