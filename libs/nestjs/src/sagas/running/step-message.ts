import type { ClaimedStep, SagaAddress, SagaStep } from '@daybook/event-store';
import { CommandKey } from '../../commands/message/command-key.js';
import type { Message } from '../../commands/message/message.js';

/**
 * A step's command as a message: it goes on with the instance's conversation and trace, in the saga's name, and has a key
 * that is the step's own, so that however often it is sent, it takes effect once.
 *
 * @param round see `StepKeys`
 */
export function messageOfStep(claim: ClaimedStep, round: number): Message {
  const { saga, step, correlationId, metadata } = claim;
  return {
    ...('event' in step.cause && { eventId: step.cause.event }),
    metadata: { ...metadata, correlationId, actor: actorOf(saga) },
    idempotencyKey: keyOf(claim, step.number, round),
  };
}

/** The key of the message as the store keeps it: what the bus makes of it when the command is executed. */
export function storedKeyOfStep(
  address: SagaAddress,
  { number, type }: Pick<SagaStep, 'number' | 'type'>,
  round: number,
): string {
  const scope = { actor: actorOf(address.saga), type, idempotencyKey: keyOf(address, number, round) };
  return CommandKey.of(scope, {}).key;
}

function actorOf(saga: string): string {
  return `saga:${saga}`;
}

// What stands behind the last slash is the step's, whatever an instance's key holds.
function keyOf({ saga, key }: SagaAddress, number: number, round: number): string {
  return `${saga}/${key}/${number}${round === 1 ? '' : `.${round}`}`;
}
