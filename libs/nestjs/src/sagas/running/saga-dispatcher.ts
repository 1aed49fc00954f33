import type { Trouble } from '@daybook/event-store';
import { Bell, type ClaimedStep, type SagaStore, type StepsWanted } from '@daybook/event-store';
import type { StepClaims } from './step-claims.js';

/** What the dispatcher of a process works with. */
export interface DispatcherSurroundings {
  readonly store: Pick<SagaStore, 'claim' | 'release'>;
  readonly process: string;
  sagas(): StepsWanted['sagas'];
  readonly leaseMs: number;
  /** So many commands are under way at a time. */
  readonly atOnce: number;
  /** How long what other processes have left may wait, in milliseconds. */
  readonly pollMs: number;
  readonly claims: StepClaims;
  readonly trouble: Trouble;
  /**
   * Sends a step's command and puts on record what came of it; answers whether there may be something to be taken since.
   * Never rejects.
   */
  take(claim: ClaimedStep): Promise<boolean>;
}

/**
 * Takes the steps of sagas whose turn has come, those of different instances beside each other. It is woken when something
 * was committed that may have made steps due, and asks from time to time for what others have left.
 */
export class SagaDispatcher {
  readonly #bell = new Bell();
  readonly #underWay = new Set<Promise<void>>();
  #isEnding = false;
  /** Whether more may be there than could be taken. */
  #hasLeft = false;
  /** Those who wait for the answer to the next question. */
  #asking: ((foundNothing: boolean) => void)[] = [];
  #running: Promise<void> | undefined;

  constructor(private readonly around: DispatcherSurroundings) {}

  start(): void {
    this.#running ??= this.#run();
  }

  /** There may be something to be taken. */
  wake(): void {
    this.#bell.ring();
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** Looks once more; answers whether nothing was to be had, and nothing is under way. */
  look(): Promise<boolean> {
    if (this.#isEnding) return Promise.resolve(true);
    this.#bell.ring();
    return new Promise((resolve) => this.#asking.push(resolve));
  }

  /** Begins nothing new; answers when what was under way is over. Never rejects. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    this.#bell.ring();
    await this.#running;
    for (const tell of this.#asking.splice(0)) tell(true);
    await Promise.all(this.#underWay);
  }

  async #run(): Promise<void> {
    const { atOnce, pollMs, trouble } = this.around;
    while (!this.#isEnding) {
      const free = atOnce - this.#underWay.size;
      if (free === 0) {
        this.#hasLeft = true;
        await this.#bell.wait();
        continue;
      }
      try {
        const found = await this.#claim(free);
        trouble.over();
        this.#hasLeft = found === free;
        // As many as were asked for: there may be more, as soon as one of them is over.
        if (found < free) await this.#bell.wait(pollMs);
      } catch (error) {
        await this.#bell.wait(trouble.failed(error));
      }
    }
  }

  async #claim(limit: number): Promise<number> {
    const { store, process, leaseMs } = this.around;
    const sagas = this.around.sagas();
    const asking = this.#asking.splice(0);
    try {
      const claimed = await store.claim({ process, sagas, limit, leaseMs });
      if (this.#isEnding) await store.release(claimed);
      else for (const claim of claimed) this.#begin(claim);
      for (const tell of asking.splice(0)) tell(this.#underWay.size === 0);
      return claimed.length;
    } finally {
      // Those who were not told.
      this.#asking.push(...asking);
    }
  }

  #begin(claim: ClaimedStep): void {
    const { claims } = this.around;
    claims.keep(claim);
    const taking = this.around.take(claim).then((goesOn) => {
      claims.drop(claim);
      this.#underWay.delete(taking);
      // Where nothing is left, whoever makes a step due rings.
      if (goesOn || this.#hasLeft) this.#bell.ring();
    });
    this.#underWay.add(taking);
  }
}
