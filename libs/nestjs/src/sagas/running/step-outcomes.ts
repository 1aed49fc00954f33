import { type Clock, isBusinessRuleViolation, type DaybookError, type JsonObject } from '@daybook/domain';
import type { ClaimedStep, EntityManager, SagaStore } from '@daybook/event-store';
import type { StepRefusal } from '../deciding/saga-input.js';
import { decideSaga } from '../deciding/decide-saga.js';
import type { SagaInput } from '../deciding/saga-input.js';
import type { SagaRegistry } from '../saga-registry.js';
import { SagaUnknown } from './saga-unknown.error.js';
import type { SagaNotice } from './saga-notice.js';
import type { SettledChanges } from './settled-changes.js';
import { storedKeyOfStep } from './step-message.js';

/** What outcomes are put on record with. */
export interface OutcomeSurroundings {
  readonly store: Pick<SagaStore, 'change' | 'stands' | 'spend'>;
  readonly sagas: Pick<SagaRegistry, 'find'>;
  readonly clock: Clock;
  readonly settled: SettledChanges;
  notice(notice: SagaNotice): void;
}

/** Puts on record what came of a step, together with what the saga makes of that: if the claim still stands, and not else. */
export class StepOutcomes {
  constructor(private readonly around: OutcomeSurroundings) {}

  /** @throws what the store throws */
  async carriedOut(claim: ClaimedStep): Promise<void> {
    await this.#settle(claim, async () => accepted(claim));
  }

  /**
   * A copy of the command that is still under way somewhere must not take effect behind that; and one that has taken effect
   * was not refused, whatever this attempt was told.
   *
   * @throws what the store throws
   */
  async refused(
    claim: ClaimedStep,
    { error, round }: { readonly error: DaybookError; readonly round: number },
  ): Promise<void> {
    const key = storedKeyOfStep(claim, claim.step, round);
    await this.#settle(claim, async (manager) =>
      (await this.around.store.spend(key, manager))
        ? { kind: 'refused', step: claim.step.number, refusal: refusalOf(error) }
        : accepted(claim),
    );
  }

  /**
   * A step of an instance that an operator has ended meanwhile: it takes no effect any more, or it has had it and is done.
   *
   * @throws what the store throws
   */
  async givenUp(claim: ClaimedStep): Promise<void> {
    await this.#settle(claim, async () => ({ kind: 'given-up', step: claim.step.number }));
  }

  async #settle(claim: ClaimedStep, input: (manager: EntityManager | undefined) => Promise<SagaInput>): Promise<void> {
    const { store, sagas, clock, settled } = this.around;
    const { saga: name, key, step } = claim;
    const saga = sagas.find(name);
    if (saga === undefined) throw new SagaUnknown(name);
    const stuck = await store.change({ saga: name, key }, async (held, manager) => {
      // Somebody else says what came of it, or has said so.
      if (held === undefined || !(await store.stands(claim, manager))) return { change: undefined, result: undefined };
      const decided = decideSaga({ saga, key, held }, await input(manager), clock.now());
      const change = decided && (await settled.settle(held, decided, manager));
      return { change, result: held.record.failure === undefined ? change?.record.failure : undefined };
    });
    if (stuck !== undefined) {
      const doing = `step ${step.number} ("${step.type}")`;
      this.around.notice({ word: 'stuck', saga: name, key, doing, failure: stuck });
    }
  }
}

function accepted({ step }: ClaimedStep): SagaInput {
  return { kind: 'accepted', step: step.number };
}

function refusalOf(error: DaybookError): StepRefusal {
  const { code, message } = error;
  return { code, message, data: isBusinessRuleViolation(error) ? error.data : fieldsOf(error) };
}

const own = new Set(['name', 'message', 'stack', 'cause', 'code']);

// Its readonly data, as far as that can be kept.
function fieldsOf(error: DaybookError): JsonObject {
  const fields = Object.entries(error).filter(([field]) => !own.has(field));
  try {
    return JSON.parse(JSON.stringify(Object.fromEntries(fields))) as JsonObject;
  } catch {
    return {};
  }
}
