import { copiedFromOf, type DomainEvent, type EventMetadata, handlingMethod } from '@daybook/domain';
import { type Consumer, eventMetadataOf, InvalidKey, isKey, type RecordedEvent } from '@daybook/event-store';
import type { ReactionDefinition } from './reaction-definition.js';
import type { RegisteredReaction } from './reaction-registry.js';

/** Has an event handled as a message of its own, so that what follows names it as its cause. */
export type HandleAsMessage = (reaction: string, recorded: RecordedEvent, work: () => Promise<void>) => Promise<void>;

type Handler = (event: DomainEvent, meta: EventMetadata) => void | Promise<void>;

/** A reaction as a durable reader of the log. */
export function reactionConsumer(
  { definition, instance }: RegisteredReaction,
  handleAsMessage: HandleAsMessage,
): Consumer {
  const { name, types, categories, segments, from, batchSize, retry, parking, concurrency, unknownEvents } = definition;
  const reading = { categories, segments, from, batchSize, retry, parking, concurrency, unknownEvents };
  return {
    name,
    kind: 'reaction',
    types,
    ...reading,
    transactional: false,
    keysOf: (recorded) => keysOf(recorded, definition),
    async apply(deliveries) {
      for (const { recorded } of deliveries) {
        await handleAsMessage(name, recorded, async () => handle(recorded, definition, instance));
      }
    },
  };
}

// Only a key function needs the event itself: one that cannot be read is parked like one that cannot be handled.
function keysOf(recorded: RecordedEvent, { key, reaction, handlesCopies }: ReactionDefinition): readonly string[] {
  // Said before, in the stream that it was copied from, and handled then.
  if (!handlesCopies && copiedFromOf(recorded.metadata) !== undefined) return [];
  if (key === undefined) return [recorded.streamId];
  const answer: unknown = key(recorded.event, eventMetadataOf(recorded));
  if (answer === undefined) return [];
  if (!isKey(answer)) throw new InvalidKey(reaction, recorded.type, answer, 'one');
  return [answer];
}

async function handle(recorded: RecordedEvent, { handlers }: ReactionDefinition, instance: object): Promise<void> {
  const { event } = recorded;
  const method = handlingMethod(handlers, event);
  if (method === undefined) return;
  await (instance as Readonly<Record<string | symbol, Handler>>)[method]?.(event, eventMetadataOf(recorded));
}
