import type { RecordedEvent } from '../../stream/recorded-event.js';

/** Events by what is stored: the parts of one stored event together, as they share a position and a checkpoint. */
export function* storedEvents(events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[], void, undefined> {
  for (let start = 0; start < events.length;) {
    const end = endOfStored(events, start);
    yield events.slice(start, end);
    start = end;
  }
}

/** Where the stored event ends that an event belongs to: the place behind its last part. */
export function endOfStored(events: readonly RecordedEvent[], place: number): number {
  const position = events[place]?.position;
  let end = place + 1;
  while (end < events.length && events[end]?.position === position) end++;
  return end;
}
