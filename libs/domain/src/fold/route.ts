import type { EventClass } from '../event/domain-event.js';

/** Which of several entities an event is about. */
export interface EntityRoute {
  readonly eventClasses: readonly EventClass[];
  readonly idOf: (event: never) => string;
}

/**
 * Says which of several entities an event is about.
 *
 * @example
 * @Entities(Card, route(CardBlocked, CardUnblocked).by((event) => event.cardId))
 * readonly cards = new Map<string, Card>();
 */
export function route<const Classes extends readonly [EventClass, ...EventClass[]]>(
  ...eventClasses: Classes
): { by(idOf: (event: InstanceType<Classes[number]>) => string): EntityRoute } {
  return { by: (idOf) => ({ eventClasses, idOf }) };
}
