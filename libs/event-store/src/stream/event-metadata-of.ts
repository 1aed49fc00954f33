import type { EventMetadata } from '@daybook/domain';
import type { RecordedEvent } from './recorded-event.js';

/** What handlers are told of an event besides its payload. Dates and metadata are the caller's own. */
export function eventMetadataOf(recorded: RecordedEvent): EventMetadata {
  const { eventId, type, streamId, version, position, part, parts } = recorded;
  const hyphen = streamId.indexOf('-');
  return {
    eventId,
    type,
    streamId,
    category: streamId.slice(0, hyphen),
    aggregateId: streamId.slice(hyphen + 1),
    version,
    position,
    ...(parts > 1 && { part }),
    occurredAt: new Date(recorded.occurredAt),
    recordedAt: new Date(recorded.recordedAt),
    // Not by a getter: to make one for each object takes longer than to parse what is usual here.
    metadata: recorded.metadata,
  };
}
