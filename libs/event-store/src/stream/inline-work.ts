import type { DomainEvent, EnvelopeMetadata } from '@daybook/domain';
import type { RecordedEvent } from './recorded-event.js';
import type { EntityManager } from './transaction.js';

/** An event that is about to be appended: it has no place in the log yet. */
export interface UnplacedEvent {
  readonly event: DomainEvent;
  readonly meta: EnvelopeMetadata;
}

/** Told what was appended, in the order of positions. If it throws, nothing was appended. */
export type FollowAppend = (events: readonly RecordedEvent[]) => Promise<void>;

/**
 * Work that stands or falls with the appends that it concerns: it is done in their transaction, in the order in which
 * their events have their positions.
 */
export interface InlineWork {
  /** Whether events of a type, in streams of a category, are any of its business. */
  concerns(type: string, category: string): boolean;

  /**
   * Told what is about to be appended, before any of it has a position: takes the locks that keep others from doing the
   * same work for the same keys. They are held until the transaction ends, so that work is done in the order of positions.
   *
   * @returns what does the work then, through the manager
   */
  prepare(events: readonly UnplacedEvent[], manager: EntityManager | undefined): Promise<FollowAppend>;
}
