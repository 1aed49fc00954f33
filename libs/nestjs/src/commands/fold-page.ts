import { type AggregateRoot, passOver, replay } from '@daybook/domain';
import type { EventPage, RecordedEvent, StoredPlace } from '@daybook/event-store';

/** How far a fold has come in the log. */
export type FoldedPlace = Pick<StoredPlace, 'eventId' | 'position'>;

/**
 * Folds a page of a stream into an aggregate, but for what is folded already. The aggregate then stands where the page
 * ends, also where upcasters have left nothing of the last events to fold.
 *
 * @param stopBefore the id of an event at which to end: the aggregate then stands right before it
 * @returns that event, if it is in the page
 */
export function foldPage(aggregate: AggregateRoot, page: EventPage, stopBefore?: string): RecordedEvent | undefined {
  const folded = aggregate.version;
  const aggregateId = aggregate.id;
  for (const recorded of page) {
    const { event, eventId, version, part, parts, occurredAt } = recorded;
    if (version <= folded) continue;
    if (eventId === stopBefore) {
      if (version - 1 > aggregate.version) passOver(aggregate, version - 1);
      return recorded;
    }
    const meta = { eventId, aggregateId, version, occurredAt };
    replay(aggregate, event, parts > 1 ? { ...meta, part } : meta);
  }
  if (page.end.version > aggregate.version) passOver(aggregate, page.end.version);
  return undefined;
}

/** Where a fold has come that has stopped before an event of a page; before the page if that was the first. */
export function placeBefore(stopped: RecordedEvent, page: EventPage, before: FoldedPlace): FoldedPlace {
  return page[page.indexOf(stopped) - 1] ?? before;
}
