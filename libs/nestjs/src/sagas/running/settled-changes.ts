import type { EntityManager, HeldSaga, MovedStep, SagaChange } from '@daybook/event-store';
import type { StepKeys } from './step-keys.js';

/**
 * Changes by which steps are left out that may have been sent: each is asked for in the store first, in the transaction of
 * the change. One that has taken effect is done, and the others take none any more.
 *
 * @example await sagas.change(address, async (held, manager) => ({ change: await settled.settle(held, decided, manager), … }));
 */
export class SettledChanges {
  constructor(private readonly keys: Pick<StepKeys, 'spend'>) {}

  /** @param held the instance as it was before the change; undefined for one that begins */
  async settle(
    held: HeldSaga | undefined,
    change: SagaChange,
    manager: EntityManager | undefined,
  ): Promise<SagaChange> {
    const open = new Map((held?.open ?? []).map((step) => [step.number, step]));
    const moved: MovedStep[] = [];
    for (const move of change.moved) {
      const before = open.get(move.number);
      const isLeftOut = move.status === 'cancelled' || move.status === 'skipped';
      // What was only declared, or held, was never sent.
      const mayHaveBeenSent = isLeftOut && before?.status === 'due';
      const tookEffect = mayHaveBeenSent && !(await this.keys.spend(change.record, before, manager));
      moved.push(tookEffect ? { ...move, status: 'done', failure: undefined } : move);
    }
    return { ...change, moved };
  }
}
