import {
  type ClaimedStep,
  failureInWords,
  isPassing,
  pauseAfter,
  type RetryPolicy,
  type SagaStore,
} from '@daybook/event-store';
import type { SagaNotice } from './saga-notice.js';
import type { StepClaims } from './step-claims.js';
import type { StepOutcomes } from './step-outcomes.js';
import type { StepSending } from './step-sending.js';

/** What a step is taken with. */
export interface TakingSurroundings {
  readonly store: Pick<SagaStore, 'failed'>;
  readonly sending: Pick<StepSending, 'send'>;
  readonly outcomes: Pick<StepOutcomes, 'refused' | 'givenUp'> & {
    /** Answers whether another step of the instance may have to be sent now. */
    carriedOut(claim: ClaimedStep): Promise<boolean>;
  };
  readonly claims: Pick<StepClaims, 'isLost'>;
  /** Repeats what the store could not do at the moment, as long as it may go on; undefined if it may not. */
  insist<R>(work: () => Promise<R>, mayGoOn: () => boolean): Promise<R | undefined>;
  retryOf(saga: string): Pick<RetryPolicy, 'attempts' | 'firstMs' | 'longestMs'>;
  notice(notice: SagaNotice): void;
  /** Has the next attempt begun in so many milliseconds. */
  wakeIn(ms: number): void;
}

/** Makes one attempt at a step, and puts on record what came of it. */
export class StepTaking {
  /** How often in a row an instance has met failures that were not its own. */
  readonly #passing = new Map<string, number>();

  constructor(private readonly around: TakingSurroundings) {}

  /** Answers whether there may be something to be taken since. Never rejects. */
  async take(claim: ClaimedStep): Promise<boolean> {
    const { sending, outcomes } = this.around;
    try {
      if (claim.status === 'ended') {
        await this.#insist(claim, () => outcomes.givenUp(claim));
        return true;
      }
      const outcome = await sending.send(claim);
      if (outcome.word === 'failed') {
        await this.#fail(claim, outcome.error);
        return true;
      }
      const goesOn = await this.#insist(claim, async () =>
        outcome.word === 'refused' ? outcomes.refused(claim, outcome) : outcomes.carriedOut(claim),
      );
      this.#passing.delete(nameOf(claim));
      return goesOn !== false;
    } catch (error) {
      // What came of the command cannot be put on record, for a reason that is the saga's own.
      await this.#fail(claim, error).catch(() => undefined);
      return true;
    }
  }

  async #fail(claim: ClaimedStep, error: unknown): Promise<void> {
    const { saga, key, step } = claim;
    const failure = failureInWords(error);
    const counts = !isPassing(error);
    const againInMs = counts ? this.#ownAgainInMs(claim) : this.#passingAgainInMs(claim);
    const stood = await this.#insist(claim, () => this.around.store.failed(claim, { failure, againInMs, counts }));
    if (stood !== true) return;
    const { number, type } = step;
    // Of failures in a row that are not its own, the first is told as such.
    const attempt = counts ? step.failures + 1 : (this.#passing.get(nameOf(claim)) ?? 1);
    if (againInMs === undefined) {
      this.around.notice({ word: 'stuck', saga, key, doing: `step ${number} ("${type}")`, failure });
      return;
    }
    this.around.notice({ word: 'attempt-failed', saga, key, step: number, type, attempt, error });
    this.around.wakeIn(againInMs);
  }

  #ownAgainInMs(claim: ClaimedStep): number | undefined {
    this.#passing.delete(nameOf(claim));
    const policy = this.around.retryOf(claim.saga);
    // Not `attempts`, of which each claim is one: on a machine that is overloaded, or killed again and again, claims run out,
    // and the first failure would park the instance.
    const times = claim.step.failures + 1;
    return times < policy.attempts ? pauseAfter(times, policy) : undefined;
  }

  #passingAgainInMs(claim: ClaimedStep): number {
    const name = nameOf(claim);
    const times = (this.#passing.get(name) ?? 0) + 1;
    this.#passing.set(name, times);
    return pauseAfter(times, this.around.retryOf(claim.saga));
  }

  #insist<R>(claim: ClaimedStep, work: () => Promise<R>): Promise<R | undefined> {
    return this.around.insist(work, () => !this.around.claims.isLost(claim));
  }
}

function nameOf({ saga, key }: ClaimedStep): string {
  return JSON.stringify([saga, key]);
}
