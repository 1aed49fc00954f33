import type { EventClass } from './domain-event.js';
import { EventTypeMissing } from './event-type-missing.error.js';
import type { FieldCodec } from '../field/field-codec.js';

/** What `@EventType` has fixed about a class of events. */
export interface EventDefinition {
  /** The name under which events of this class are kept. */
  readonly type: string;
  /** The version of the payload's shape, from 1. */
  readonly schemaVersion: number;
  readonly eventClass: EventClass;
  /** By the field's name; a field that is not here holds plain JSON. */
  readonly fieldCodecs: ReadonlyMap<string, FieldCodec<unknown>>;
}

/** Where a class keeps its definition: its own property, so that a subclass never passes for its parent. */
export const eventDefinition = Symbol.for('daybook.event-definition');

/**
 * The definition of a class of events.
 * @throws EventTypeMissing the class itself bears no `@EventType`; a parent's does not count
 */
export function eventDefinitionOf(eventClass: EventClass): EventDefinition {
  const definition = ownEventDefinition(eventClass);
  if (definition === undefined) throw new EventTypeMissing(eventClass);
  return definition;
}

/** The same, for those who have something else to do when there is none. */
export function ownEventDefinition(eventClass: EventClass): EventDefinition | undefined {
  return Object.hasOwn(eventClass, eventDefinition)
    ? (eventClass as { readonly [eventDefinition]?: EventDefinition })[eventDefinition]
    : undefined;
}
