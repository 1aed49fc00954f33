import type { UpcastMetadata } from '@daybook/domain';

/** What a test says of an event beside its payload; what it does not say has a default. */
export type ToldInTest = Partial<UpcastMetadata>;

const begin = '2026-01-01T00:00:00.000Z';

/** All that an upcaster is told, frozen, so that one which changes it is found out. */
export function metadataOf(told: ToldInTest): UpcastMetadata {
  const { streamId = 'upcasting-1', metadata = {} } = told;
  return Object.freeze({
    eventId: '019b76da-a800-7000-8000-000000000000',
    type: 'upcasting.happened',
    schemaVersion: 1,
    streamId,
    category: streamId.slice(0, streamId.indexOf('-')),
    aggregateId: streamId.slice(streamId.indexOf('-') + 1),
    version: 1,
    position: 1,
    ...told,
    // Dates cannot be frozen: each run has its own.
    occurredAt: new Date(told.occurredAt ?? begin),
    recordedAt: new Date(told.recordedAt ?? begin),
    metadata: Object.freeze({ ...metadata }),
  });
}
