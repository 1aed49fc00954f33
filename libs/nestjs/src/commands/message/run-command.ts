import { newEventId } from '@daybook/domain';
import type { CommandKey } from './command-key.js';
import { CommandTypeMissing } from './command-type-missing.error.js';
import { commandTypeOf } from './command-type.decorator.js';
import { MessageContext } from './message-context.js';

/**
 * Executes a command as part of the message that it came with: its events name it as their cause, or the event that the
 * message is, and belong to the message's conversation, or begin one. A command that another one sends shares that one's
 * key.
 *
 * @throws CommandTypeMissing the message has an idempotency key, and the command's class no lasting name
 */
export function runCommand<R>(command: object, work: () => R): R {
  const context = MessageContext.current ?? MessageContext.of({});
  const type = commandTypeOf(command);
  const { eventId } = context.progress;
  const causationId = (context.inCommand ? undefined : eventId) ?? newEventId();
  const { correlationId = causationId } = context.metadata;
  const metadata = { correlationId, causationId, ...(type !== undefined && { command: type }) };
  return context.inCommandOf(metadata, keyOf(command, type, context), work);
}

function keyOf(command: object, type: string | undefined, context: MessageContext): CommandKey | undefined {
  if (context.inCommand) return context.key;
  if (type === undefined && context.progress.isRepeatable) throw new CommandTypeMissing(command.constructor.name);
  return context.progress.keyOf(type ?? '', command);
}
