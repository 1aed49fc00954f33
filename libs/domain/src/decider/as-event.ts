import type { AggregateClass, AggregateRoot } from '../aggregate/aggregate-root.js';
import type { DomainEvent } from '../event/domain-event.js';
import { functions } from './decider-aggregate.js';
import type { decided } from './decider-aggregate.js';
import type { DeciderFunctions } from './decider-functions.js';

/** An event of an aggregate as its author writes it: an instance of a class, or a plain object of its decider's union. */
export type EventOfAggregate<A extends AggregateRoot> =
  DomainEvent | (A extends { readonly [decided]: infer Event } ? Event : never);

/**
 * An event as the store knows it, from one as the author of the aggregate writes it. For those who take events from
 * people, such as a kit for tests.
 *
 * @throws NotAnEventOfDecider a plain object is none of the decider's events
 */
export function asEvent<A extends AggregateRoot>(
  aggregateClass: AggregateClass<A>,
  event: EventOfAggregate<A>,
): DomainEvent {
  const prototype = aggregateClass.prototype as { readonly [functions]?: DeciderFunctions };
  return prototype[functions]?.kept(event) ?? (event as DomainEvent);
}
