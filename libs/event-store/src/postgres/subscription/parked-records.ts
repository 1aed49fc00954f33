import type { DroppedEvent, ParkedEvent } from '../../subscription/parked-event.js';

/** A date as JSON says it. */
type Moment = string;

/** What `sql/queries/parked_events.sql` answers. */
export interface ParkedRecord extends Omit<ParkedEvent, 'failure' | 'parkedAt' | 'retryRequestedAt'> {
  readonly failure: string | null;
  readonly parkedAt: Moment;
  readonly retryRequestedAt: Moment | null;
}

/** What `sql/queries/dropped_events.sql` answers. */
export interface DroppedRecord extends Omit<DroppedEvent, 'failure' | 'parkedAt' | 'droppedAt'> {
  readonly failure: string | null;
  readonly parkedAt: Moment;
  readonly droppedAt: Moment;
}

/** A parked event as the port has it. */
export function parkedEventOf(record: ParkedRecord): ParkedEvent {
  const { failure, parkedAt, retryRequestedAt } = record;
  return {
    ...record,
    failure: failure ?? undefined,
    parkedAt: new Date(parkedAt),
    retryRequestedAt: retryRequestedAt === null ? undefined : new Date(retryRequestedAt),
  };
}

/** A dropped event as the port has it. */
export function droppedEventOf(record: DroppedRecord): DroppedEvent {
  const { failure, parkedAt, droppedAt } = record;
  return {
    ...record,
    failure: failure ?? undefined,
    parkedAt: new Date(parkedAt),
    droppedAt: new Date(droppedAt),
  };
}
