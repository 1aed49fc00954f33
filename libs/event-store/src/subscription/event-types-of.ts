import { DuplicateEventType, type EventClass, eventDefinitionOf } from '@daybook/domain';

/**
 * The types of classes of events, in the order of the alphabet.
 *
 * @throws EventTypeMissing, DuplicateEventType
 */
export function eventTypesOf(eventClasses: Iterable<EventClass>): readonly string[] {
  const byType = new Map<string, EventClass>();
  for (const eventClass of eventClasses) {
    const { type } = eventDefinitionOf(eventClass);
    const other = byType.get(type);
    if (other !== undefined) throw new DuplicateEventType(type, other, eventClass);
    byType.set(type, eventClass);
  }
  return [...byType.keys()].sort();
}
