import { insert, nextval, type Program } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';
import { takeFloor } from './take-floor.js';

/** What is written of an event, but for its position. */
export type NewEvent = Omit<Tables['events'], 'position'>;
export type WriteEvents = (events: readonly NewEvent[]) => Program<readonly Tables['events'][]>;

/** `functions/write_events.sql` */
export function* writeEvents(events: readonly NewEvent[]): Program<readonly Tables['events'][]> {
  yield* takeFloor();
  return yield* insertEvents(events);
}

/** Its INSERT: of one statement each position is allocated and written by itself, and others can come in between. */
export function* insertEvents(events: readonly NewEvent[]): Program<readonly Tables['events'][]> {
  const written: Tables['events'][] = [];
  for (const event of events) {
    const row = { position: yield* nextval(), ...event };
    if (!(yield* insert('events', row.position, row))) throw new Error(`position ${row.position} is taken`);
    written.push(row);
  }
  return written;
}
