import { isDaybookError } from '@daybook/domain';
import { MessageContext } from '@daybook/nestjs';
import type { CommandBus } from '@nestjs/cqrs';
import { DebitChest } from './chests.js';

/** What a process is told to send besides what its sagas send: the first command of a move, under the key of its step. */
export interface CopiesAsked {
  readonly move: string;
  readonly chest: string;
  readonly amount: number;
  readonly copies: number;
}

/** What has come of each of the copies: `done`, or the code of the error. */
export type CopiesAnswer = readonly string[];

/** Sends the copies beside each other. */
export async function sendCopies(bus: CommandBus, { move, chest, amount, copies }: CopiesAsked): Promise<CopiesAnswer> {
  const message = {
    // As decision 38 has it: of the saga, the instance and the number of the step.
    idempotencyKey: `moving/${move}/1`,
    metadata: { correlationId: move, actor: 'saga:moving' },
  };
  const send = async (): Promise<string> => {
    try {
      await MessageContext.run(message, () => bus.execute(new DebitChest(chest, amount, move)));
      return 'done';
    } catch (error) {
      return isDaybookError(error) ? error.code : String(error);
    }
  };
  return Promise.all(Array.from({ length: copies }, send));
}
