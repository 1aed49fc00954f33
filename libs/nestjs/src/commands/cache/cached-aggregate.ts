import { type AggregateRoot, copyAggregate, type DomainEvent, replay } from '@daybook/domain';
import type { EventPage } from '@daybook/event-store';
import { foldPage } from '../fold-page.js';

/** A recorded event, as far as folding it goes. */
export interface FoldedEvent {
  readonly event: DomainEvent;
  readonly eventId: string;
  readonly version: number;
  readonly occurredAt: Date;
}

/** An aggregate as it was found or left, kept for the next decision about it. Nobody else gets hold of it. */
export class CachedAggregate {
  constructor(
    public aggregate: AggregateRoot,
    /** The id and the position of the last event that was folded. */
    public eventId: string,
    public position: number,
    /** The store's `incarnation` when this was last known to be right. */
    public incarnation: string,
  ) {}

  /** Folds the next event of the stream; one that has been folded already, by whoever else was here, is passed over. */
  follow(recorded: FoldedEvent, position: number): void {
    const { event, eventId, version, occurredAt } = recorded;
    if (version <= this.aggregate.version) return;
    // A handler may keep the date, and the caller has it, too.
    const meta = { eventId, aggregateId: this.aggregate.id, version, occurredAt: new Date(occurredAt) };
    replay(this.aggregate, event, meta);
    this.eventId = eventId;
    this.position = position;
  }

  /** Folds what follows in the stream; somebody else may have come further meanwhile. */
  followPage(page: EventPage): void {
    foldPage(this.aggregate, page);
    if (page.end.version === this.aggregate.version) ({ eventId: this.eventId, position: this.position } = page.end);
  }

  /** Goes on from what somebody else has folded, without sharing anything with him. */
  becomeCopyOf(aggregate: AggregateRoot, eventId: string, position: number): void {
    this.aggregate = copyAggregate(aggregate);
    this.eventId = eventId;
    this.position = position;
  }
}
