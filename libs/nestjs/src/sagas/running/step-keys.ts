import { isDaybookError } from '@daybook/domain';
import {
  type EntityManager,
  type EventStore,
  type SagaAddress,
  type SagaStep,
  type SagaStore,
  spentKey,
} from '@daybook/event-store';
import { storedKeyOfStep } from './step-message.js';

type Step = Pick<SagaStep, 'number' | 'type'>;

/**
 * The idempotency keys of steps, as far as they may be used no more.
 *
 * What is said of a step has to stay true: a copy of its command may still be under way in a process that stands still, and
 * must not take effect when it is on record that it was refused, or left out. So its key is used up first, in the
 * transaction that says so; a copy that comes later is turned away by the store, and one that was there before is found out.
 * If an operator has the step sent once more, that is another round, with another key.
 */
export class StepKeys {
  constructor(
    private readonly events: Pick<EventStore, 'findAppend'>,
    private readonly sagas: Pick<SagaStore, 'spend'>,
  ) {}

  /**
   * Sees to it that nothing is done under the step's key from now on.
   *
   * @returns false if something was: the command has taken effect
   */
  async spend(address: SagaAddress, step: Step, manager: EntityManager | undefined): Promise<boolean> {
    const round = await this.roundOf(address, step, manager);
    return this.sagas.spend(storedKeyOfStep(address, step, round), manager);
  }

  /**
   * In which round a step is to be sent: the first whose key is not used up. Holds for whoever has claimed the step before he
   * asks, and has it afterwards: nobody else could have used one up in between.
   */
  async roundOf(address: SagaAddress, step: Step, manager?: EntityManager): Promise<number> {
    for (let round = 1; ; round++) {
      const known = await this.events.findAppend(storedKeyOfStep(address, step, round), { manager });
      if (known?.fingerprint !== spentKey) return round;
    }
  }
}

/** Whether a command was turned away because its key stands for something else. */
export function isOtherRequest(error: unknown): boolean {
  return isDaybookError(error) && error.code === 'idempotency-key-conflict';
}
