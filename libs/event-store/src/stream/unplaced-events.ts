import type { Metadata } from '@daybook/domain';
import { StoredShape } from '../codec/stored-shape.js';
import type { EncodedEvent } from '../codec/encoded-event.js';
import type { CheckedAppend } from './check-append.js';
import type { UnplacedEvent } from './inline-work.js';

/**
 * The events of an append as its inline work is told of them, with what has become of them on their way down: their ids,
 * their types, and the metadata of everybody around.
 */
export function unplacedEvents(
  { streams }: CheckedAppend,
  { parts }: { readonly parts: readonly { readonly events: readonly EncodedEvent[] }[] },
  now: Date,
): readonly UnplacedEvent[] {
  return streams.flatMap(({ streamId, events }, stream) => {
    const hyphen = streamId.indexOf('-');
    const category = streamId.slice(0, hyphen);
    const aggregateId = streamId.slice(hyphen + 1);
    return events.flatMap(({ event }, index) => {
      const encoded = parts[stream]?.events[index] as EncodedEvent;
      const { eventId, decidedType, type, occurredAt = now, metadata } = encoded;
      const meta = {
        eventId,
        type: decidedType ?? type,
        streamId,
        category,
        aggregateId,
        occurredAt: new Date(occurredAt),
      };
      const placed = { ...meta, metadata: JSON.parse(metadata) as Metadata };
      if (!(event instanceof StoredShape)) return [{ event, meta: placed }];
      return event.lifted.map((lifted) => ({ event: lifted.event, meta: { ...placed, type: lifted.type } }));
    });
  });
}
