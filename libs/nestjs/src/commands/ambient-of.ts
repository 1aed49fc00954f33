import type { Ambient } from '@daybook/event-store';
import { MessageContext } from './message/message-context.js';
import type { TransactionContext } from './transaction-context.js';

/** What the store is to learn from around a call: the transaction, and the message that is being handled. */
export function ambientOf(transactions: TransactionContext): Ambient {
  return {
    manager: () => transactions.current(),
    metadata: () => MessageContext.current?.metadata,
    idempotency: (manager) => MessageContext.current?.idempotencyFor(manager),
    appended: (result, manager, key) => MessageContext.current?.appended(result, manager, key),
  };
}
