import type { DomainEvent, Metadata } from '@daybook/domain';

/** An event on its way into the store, with what the caller wants to fix about its envelope. */
export interface ProposedEvent<E extends DomainEvent = DomainEvent> {
  readonly event: E;
  /** Any UUID; default: a new UUIDv7. Give your own to make a repeated append idempotent. */
  readonly eventId?: string;
  /** When the fact happened in the world; default: the store's clock at the append. */
  readonly occurredAt?: Date;
  /** Default: none. */
  readonly metadata?: Metadata;
}

/** What `append` takes: the event itself, or the event with its envelope. */
export type EventInput<E extends DomainEvent = DomainEvent> = E | ProposedEvent<E>;
