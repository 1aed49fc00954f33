import { eventDefinitionOf } from '../event/event-definition.js';
import type { EventClass } from '../event/domain-event.js';
import { aggregateDefinitionOf } from './aggregate-definition.js';
import type { AggregateClass } from './aggregate-root.js';
import { DuplicateEventType } from '../event/duplicate-event-type.error.js';

/**
 * Looks at a class of aggregates as a whole, with all that it names. What its own decorators could see they have refused
 * already; this is for the start, when every class is there.
 *
 * @throws AggregateMissing the class bears no `@Aggregate`
 * @throws EventTypeMissing it handles a class that bears no `@EventType`
 * @throws DuplicateEventType it handles two classes that bear one type
 */
export function checkAggregate(aggregateClass: AggregateClass): void {
  const byType = new Map<string, EventClass>();
  for (const eventClass of aggregateDefinitionOf(aggregateClass).events) {
    const { type } = eventDefinitionOf(eventClass);
    const other = byType.get(type);
    if (other !== undefined) throw new DuplicateEventType(type, other, eventClass);
    byType.set(type, eventClass);
  }
}
