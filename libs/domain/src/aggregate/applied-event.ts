import type { DomainEvent } from '../event/domain-event.js';

/** An event that an aggregate has decided and nobody has recorded yet. */
export interface AppliedEvent<E extends DomainEvent = DomainEvent> {
  readonly event: E;
  readonly eventId: string;
  readonly occurredAt: Date;
  /** The version that it will have, if the aggregate is not out of date. */
  readonly version: number;
}
