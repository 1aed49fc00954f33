import type { RecordedEvent } from './recorded-event.js';

/** Where a stored event stands. */
export interface StoredPlace {
  readonly version: number;
  readonly position: number;
  readonly eventId: string;
}

/**
 * Events as they come from the store together, in order.
 *
 * What is stored and what comes of it are not one for one: an upcaster may drop an event, or make several of it. So a page
 * says from where to where it reaches in the store; it may be empty, or end with an event that nobody sees. Whoever keeps
 * how far he has read goes by `end`, never by the last event.
 */
export type EventPage = readonly RecordedEvent[] & {
  /** The first stored event of the page, whatever has become of it. */
  readonly start: StoredPlace;
  /** The last one. */
  readonly end: StoredPlace;
};

/**
 * A page of events.
 *
 * @param events what came of the stored events; the array becomes the page
 * @param start, end the first and the last stored event
 */
export function eventPage(events: readonly RecordedEvent[], start: StoredPlace, end: StoredPlace): EventPage {
  // Not enumerable: a page is the list of its events to whoever compares or prints it.
  return Object.defineProperties(events, {
    start: { value: placeOf(start) },
    end: { value: placeOf(end) },
  }) as EventPage;
}

/** A list of events as a page: itself if it is one, else from its first event to its last; undefined if it is empty. */
export function asEventPage(events: readonly RecordedEvent[] | EventPage): EventPage | undefined {
  if ('end' in events) return events;
  const [first] = events;
  const last = events.at(-1);
  return first === undefined || last === undefined ? undefined : eventPage([...events], first, last);
}

function placeOf({ version, position, eventId }: StoredPlace): StoredPlace {
  return { version, position, eventId };
}
