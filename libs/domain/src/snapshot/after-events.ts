import { InvalidSnapshotPolicy } from './invalid-snapshot-policy.error.js';
import type { SnapshotMoment } from './snapshot-moment.js';
import { SnapshotPolicy } from './snapshot-policy.js';

/**
 * A snapshot as soon as there are so many events behind the last one.
 *
 * Loading then folds about so many events at most, however long the stream is.
 *
 * @param events a whole number from 1
 * @throws InvalidSnapshotPolicy it is none
 *
 * @example
 * @Aggregate('account', { snapshot: afterEvents(100) })
 */
export function afterEvents(events: number): SnapshotPolicy {
  if (!Number.isSafeInteger(events) || events < 1) {
    throw new InvalidSnapshotPolicy(`afterEvents(${String(events)})`, 'is no whole number from 1', 'afterEvents(100)');
  }
  return new AfterEvents(events);
}

class AfterEvents extends SnapshotPolicy {
  constructor(private readonly events: number) {
    super();
  }

  isDue({ eventsSince }: SnapshotMoment): boolean {
    return eventsSince >= this.events;
  }

  override toString(): string {
    return `afterEvents(${this.events})`;
  }
}
