import type { DomainEvent, EventClass } from './domain-event.js';

/** The class of an event. Not `event.constructor`: a field of that name would stand before it. */
export function classOf(event: DomainEvent): EventClass {
  return (Object.getPrototypeOf(event) as { readonly constructor: EventClass }).constructor;
}
