import type { Clock } from '@daybook/domain';
import type { ClaimedStep, SagaStore } from '@daybook/event-store';

/** What steps are put on record with, several at a time. */
export interface TogetherSurroundings {
  readonly store: Pick<SagaStore, 'done'>;
  readonly clock: Clock;
  /** The same for one step by itself, with what the instance makes of it. */
  alone(claim: ClaimedStep): Promise<void>;
}

interface Waiting {
  readonly claim: ClaimedStep;
  readonly done: (goesOn: boolean) => void;
  readonly failed: (error: unknown) => void;
}

const atATime = 100;

/**
 * Puts on record that steps were carried out. Those that are told of while one statement is under way share the next one:
 * under load most of what a step costs is the way to the database. None of them waits for a timer, or for the fault of
 * another: if they cannot be written together, each is written by itself.
 */
export class AcceptedTogether {
  readonly #waiting: Waiting[] = [];
  #isUnderWay = false;

  constructor(private readonly around: TogetherSurroundings) {}

  /**
   * @returns whether another step of the instance may have to be sent now
   * @throws what the store throws
   */
  async add(claim: ClaimedStep): Promise<boolean> {
    const added = new Promise<boolean>((done, failed) => this.#waiting.push({ claim, done, failed }));
    if (!this.#isUnderWay) void this.#goOn();
    return added;
  }

  async #goOn(): Promise<void> {
    this.#isUnderWay = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, atATime);
      const left = await this.#together(batch);
      // What else follows from them is decided one by one; the next ones do not wait for that.
      for (const { claim, done, failed } of left) void this.around.alone(claim).then(() => done(true), failed);
    }
    this.#isUnderWay = false;
  }

  /** Answers those that were not put on record. */
  async #together(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const { store, clock } = this.around;
    try {
      const written = await store.done(
        batch.map(({ claim }) => claim),
        clock.now(),
      );
      const known = new Map(written.map(({ claim, goesOn }) => [claim, goesOn]));
      return batch.filter(({ claim: { claim }, done }) => {
        const goesOn = known.get(claim);
        if (goesOn !== undefined) done(goesOn);
        return goesOn === undefined;
      });
    } catch {
      return batch;
    }
  }
}
