import type { JsonObject } from '@daybook/domain';
import { jsonDataOf, type SagaStep } from '@daybook/event-store';
import { commandTypeOf } from '@daybook/nestjs';

/** A command as it is kept until it is sent, and as two are compared. */
export interface KeptCommand {
  readonly type: string;
  readonly payload: JsonObject;
}

/**
 * How a saga would keep a command that a test names.
 * @throws TypeError it could not be kept, so that no saga ever sends it
 */
export function keptCommand(command: object): KeptCommand {
  const type = commandTypeOf(command);
  const json = jsonDataOf(command);
  if (type === undefined)
    throw new TypeError(`${command.constructor.name} is no command: its class has no lasting name.`);
  if ('finding' in json)
    throw new TypeError(`${type}${json.finding.place} ${json.finding.reason}. ${json.finding.advice}`);
  return { type, payload: json.data };
}

/** The commands of steps, in the order in which they are sent. */
export function commandsOf(steps: readonly Pick<SagaStep, 'turn' | 'type' | 'payload'>[]): readonly KeptCommand[] {
  const inTurn = [...steps].sort((a, b) => Number(a.turn) - Number(b.turn));
  return inTurn.map(({ type, payload }) => ({ type, payload }));
}
