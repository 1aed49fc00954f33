import { classOf } from '../event/class-of.js';
import { isEventClass } from '../event/domain-event.js';
import type { EventClass } from '../event/domain-event.js';
import { NotADomainEvent } from '../event/not-a-domain-event.error.js';
import { nameOfClass } from '../name/name-of-class.js';
import type { SnapshotMoment } from './snapshot-moment.js';
import { SnapshotPolicy } from './snapshot-policy.js';

/**
 * A snapshot when one of these events has been appended: where a chapter of the aggregate's life ends, such as the
 * closing of a month.
 *
 * @throws NotADomainEvent one of the classes is none of events (or undefined, when modules import each other)
 *
 * @example
 * @Aggregate('ledger', { snapshot: onEvent(MonthClosed) })
 */
export function onEvent(...eventClasses: readonly [EventClass, ...EventClass[]]): SnapshotPolicy {
  for (const eventClass of eventClasses) if (!isEventClass(eventClass)) throw new NotADomainEvent(eventClass);
  return new OnEvent(eventClasses);
}

class OnEvent extends SnapshotPolicy {
  constructor(private readonly eventClasses: readonly EventClass[]) {
    super();
  }

  isDue({ appended }: SnapshotMoment): boolean {
    return appended.some((event) => this.eventClasses.includes(classOf(event)));
  }

  override toString(): string {
    return `onEvent(${this.eventClasses.map((eventClass) => nameOfClass(eventClass)).join(', ')})`;
  }
}
