import type { DroppedEvent, ParkedEvent } from '../../subscription/parked-event.js';

/** A date as JSON says it. */
type Moment = string;

/** What `sql/queries/parked_events.sql` answers. */
export interface ParkedRecord extends Omit<ParkedEvent, 'failure' | 'parkedAt' | 'retryRequestedAt' | 'shares'> {
  readonly failure: string | null;
  readonly shares: readonly string[] | null;
  readonly parkedAt: Moment;
  readonly retryRequestedAt: Moment | null;
}

/** What `sql/queries/dropped_events.sql` answers. */
export interface DroppedRecord extends Omit<DroppedEvent, 'failure' | 'parkedAt' | 'droppedAt' | 'shares'> {
  readonly failure: string | null;
  readonly shares: readonly string[] | null;
  readonly parkedAt: Moment;
  readonly droppedAt: Moment;
}

/** A parked event as the port has it. */
export function parkedEventOf(record: ParkedRecord): ParkedEvent {
  const { failure, parkedAt, retryRequestedAt, shares, ...kept } = record;
  return {
    ...kept,
    failure: failure ?? undefined,
    parkedAt: new Date(parkedAt),
    retryRequestedAt: retryRequestedAt === null ? undefined : new Date(retryRequestedAt),
    ...(shares !== null && { shares }),
  };
}

/** A dropped event as the port has it. */
export function droppedEventOf(record: DroppedRecord): DroppedEvent {
  const { failure, parkedAt, droppedAt, shares, ...kept } = record;
  return {
    ...kept,
    failure: failure ?? undefined,
    parkedAt: new Date(parkedAt),
    droppedAt: new Date(droppedAt),
    ...(shares !== null && { shares }),
  };
}
