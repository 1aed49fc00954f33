import { newEventId } from '@daybook/domain';
import { MessageContext } from './message-context.js';

/**
 * An id for a new aggregate: a UUID that sorts by time (version 7). Where the message that is being handled came under an
 * idempotency key, it is the same for each copy of that message (version 8), so that a repetition creates nothing anew.
 *
 * In a handler, not in a default of the command: the command's copies would differ, and be refused as another request.
 *
 * @example
 * async execute({ accountId = newAggregateId(), terms }: OpenAccount) {
 *   await this.accounts.create(accountId, (account) => account.open(terms));
 * }
 */
export function newAggregateId(): string {
  return MessageContext.current?.progress.repeatableId() ?? newEventId();
}
