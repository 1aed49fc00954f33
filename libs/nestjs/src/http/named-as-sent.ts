import { isDaybookError } from '@daybook/domain';
import { IdempotencyKeyConflict } from '@daybook/event-store';
import type { MessageContext } from '../commands/message/message-context.js';

/**
 * An error as the sender of a message may understand it: a conflict of keys names the key as the store keeps it, and the
 * sender is told of the one that it has sent.
 */
export function namedAsSent(error: unknown, message: MessageContext | undefined): unknown {
  if (!isKeyConflict(error)) return error;
  const sent = message?.progress.sentAs(error.idempotencyKey);
  return sent === undefined ? error : new IdempotencyKeyConflict(sent);
}

// By its code, because another installed copy of the library may have thrown it.
function isKeyConflict(error: unknown): error is IdempotencyKeyConflict {
  return isDaybookError(error) && error.code === 'idempotency-key-conflict';
}
