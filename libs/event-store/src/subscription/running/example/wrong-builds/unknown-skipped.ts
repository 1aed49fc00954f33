import type { EventPage } from '../../../../stream/event-page.js';
import { LogReading as Right } from '../../log-reading.js';

/** Passes over what it does not know. */
export class LogReading extends Right {
  override async next(): Promise<EventPage | undefined> {
    const page = await super.next();
    if (page === undefined) return undefined;
    const { start, end } = page;
    return Object.assign(
      page.filter(({ isKnown }) => isKnown !== false),
      { start, end },
    );
  }
}
