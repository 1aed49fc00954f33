import type { DomainEvent, EventClass } from '../event/domain-event.js';

/** Which of a class's methods handles an event, by what `handlingMethodsOf` says of the class; undefined if none does. */
export function handlingMethod(
  methods: ReadonlyMap<EventClass, string | symbol>,
  event: DomainEvent,
): string | symbol | undefined {
  // Not `event.constructor`: a field of that name would stand before it.
  const { constructor } = Object.getPrototypeOf(event) as { readonly constructor: EventClass };
  return methods.get(constructor);
}
