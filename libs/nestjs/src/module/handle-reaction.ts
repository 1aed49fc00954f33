import { MessageContext } from '../commands/message/message-context.js';
import type { Message } from '../commands/message/message.js';
import { present } from '../commands/present.js';
import type { HandleAsMessage } from '../reactions/reaction-consumer.js';

/**
 * Lets a reaction handle an event as a message that goes on with the event's conversation and trace, and names the event
 * as the cause of what follows. What a command or a repository appends there takes effect once, however often the event is
 * handled: under a key that is the reaction's and the event's own.
 */
export const handleReaction: HandleAsMessage = (reaction, recorded, work) => {
  const { eventId, part, parts, metadata } = recorded;
  // The parts of a stored event share its id, and each has effects of its own.
  const itsOwn = parts > 1 ? `${eventId}:${part}` : eventId;
  const { correlationId = eventId, traceparent } = metadata;
  const message: Message = {
    eventId,
    metadata: present({ correlationId, traceparent }),
    idempotencyKey: `${reaction}:${itsOwn}`,
    operation: { type: `reaction:${reaction}`, payload: { eventId: itsOwn } },
  };
  return MessageContext.run(message, work);
};
