import type { EventStore } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';

/**
 * The types under which the events that a projection takes may be stored, those of earlier names included: a process of an
 * earlier release may still append them.
 */
export function storedTypesOf(
  { readable }: Pick<EventStore, 'readable'>,
  { types }: Pick<ProjectionDefinition, 'types'>,
): readonly string[] {
  return readable?.widened(types) ?? types;
}
