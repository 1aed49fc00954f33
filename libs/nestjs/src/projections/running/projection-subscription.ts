import { isDomainEvent } from '@daybook/domain';
import { eventMetadataOf, type Consumer, type RecordedEvent } from '@daybook/event-store';
import { isKeyedByStream } from '../keys-of.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import { subscriptionOf, type Generation } from '../read-model/generation.js';

/** What the consumers of a projection have in common: what it reads, from the beginning of the log, and by which keys. */
export function projectionSubscription(
  definition: ProjectionDefinition,
  generation: Generation,
): Omit<Consumer, 'apply'> {
  const { types, categories, segments, batchSize, retry, parking, unknownEvents } = definition;
  return {
    name: subscriptionOf(generation),
    kind: 'projection',
    types,
    categories,
    segments,
    from: 0,
    batchSize,
    retry,
    parking,
    unknownEvents,
    transactional: true,
    keysOf: keysOfRecorded(definition),
  };
}

function keysOfRecorded({ keysOf }: Pick<ProjectionDefinition, 'keysOf'>): Consumer['keysOf'] {
  if (!isKeyedByStream(keysOf)) return (recorded) => keysOf(recorded.event, eventMetadataOf(recorded));
  // Without making what a key function would be told, which is not free; an event that cannot be read has no key here, too.
  return (recorded) => (isDomainEvent(recorded.event) ? [aggregateIdOf(recorded)] : []);
}

function aggregateIdOf({ streamId }: RecordedEvent): string {
  return streamId.slice(streamId.indexOf('-') + 1);
}
