import type { Clock } from '@daybook/domain';
import type { Trouble } from '@daybook/event-store';
import { Bell, type DueDeadline, type KnownSaga, type SagaStore } from '@daybook/event-store';

/**
 * What has come of a deadline: its handler ran, or it was somebody else's, or nobody's any more; or it has to wait, because its
 * saga has stood still since it was found.
 */
export type DeadlineOutcome = 'fired' | 'passed' | 'waits';

/** What the deadlines of a process are watched with. */
export interface DeadlineSurroundings {
  readonly store: Pick<SagaStore, 'due' | 'nextDeadline'>;
  readonly clock: Clock;
  /** Those whose deadlines may fire: asked each time, because some have to hear first what is in the log already. */
  sagas(): Promise<readonly KnownSaga[]>;
  /** How long it may take until deadlines that others have set are looked at, in milliseconds. */
  readonly pollMs: number;
  readonly trouble: Trouble;
  fire(deadline: DueDeadline): Promise<DeadlineOutcome>;
}

/** So many are fetched at a time; they are fired one after the other, in the order in which they fell due. */
const atATime = 200;

/**
 * Fires deadlines when their time has come by the application's clock. All processes that run sagas do, each knowing
 * nothing of the others: whoever holds an instance first fires, and the others find nothing there.
 */
export class DeadlineLoop {
  readonly #bell = new Bell();
  #isEnding = false;
  #running: Promise<void> | undefined;
  /** Those who wait for what the next look finds. */
  #asking: ((foundNothing: boolean) => void)[] = [];
  /** When the next one falls due, as far as is known here. */
  #next = Infinity;

  constructor(private readonly around: DeadlineSurroundings) {}

  start(): void {
    this.#running ??= this.#run();
  }

  /** One was set in this process: it need not be asked for. */
  expect(dueAt: Date): void {
    if (dueAt.getTime() >= this.#next) return;
    this.#next = dueAt.getTime();
    this.#bell.ring();
  }

  /** There may be something to be fired. */
  wake(): void {
    this.#bell.ring();
  }

  /** Looks once more; answers whether nothing has fired. */
  look(): Promise<boolean> {
    if (this.#isEnding) return Promise.resolve(true);
    this.#bell.ring();
    return new Promise((resolve) => this.#asking.push(resolve));
  }

  /** Answers when what was under way is over. Never rejects. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    this.#bell.ring();
    await this.#running;
    for (const tell of this.#asking.splice(0)) tell(true);
  }

  async #run(): Promise<void> {
    const { trouble } = this.around;
    while (!this.#isEnding) {
      try {
        await this.#look();
        trouble.over();
        await this.#bell.wait(this.#waitMs());
      } catch (error) {
        await this.#bell.wait(trouble.failed(error));
      }
    }
  }

  #waitMs(): number {
    const { clock, pollMs } = this.around;
    return Math.max(1, Math.min(pollMs, this.#next - clock.now().getTime()));
  }

  async #look(): Promise<void> {
    const asking = this.#asking.splice(0);
    try {
      const sagas = await this.around.sagas();
      const fired = await this.#fireAll(sagas);
      await this.#lookAhead(sagas);
      for (const tell of asking.splice(0)) tell(fired === 0);
    } finally {
      // Those who were not told.
      this.#asking.push(...asking);
    }
  }

  /**
   * @returns how many have fired here
   * @throws what the first one has thrown that could not fire, when all others have had their turn
   */
  async #fireAll(sagas: readonly KnownSaga[]): Promise<number> {
    const failed = new Map<string, unknown>();
    const all = sagas.length === 0 ? 0 : await this.#fireEach(sagas, failed);
    for (const error of failed.values()) throw error;
    return all;
  }

  /** @param failed what those have thrown that could not fire, each tried once in a look: its instance may be held */
  async #fireEach(sagas: readonly KnownSaga[], failed: Map<string, unknown>): Promise<number> {
    const { store, clock } = this.around;
    let all = 0;
    for (let limit = atATime; ;) {
      const due = await store.due(sagas, clock.now(), limit);
      let fired = 0;
      for (const deadline of due) {
        const name = JSON.stringify([deadline.saga, deadline.key, deadline.name]);
        if (failed.has(name)) continue;
        if (this.#isEnding) return all;
        try {
          const outcome = await this.around.fire(deadline);
          // The next look knows whose deadlines may fire.
          if (outcome === 'waits') return all;
          if (outcome === 'fired') [fired, all] = [fired + 1, all + 1];
        } catch (error) {
          failed.set(name, error);
        }
      }
      if (due.length < limit) return all;
      // None of them is to be fired here: what is behind them must not wait for that.
      if (fired === 0) limit *= 4;
    }
  }

  async #lookAhead(sagas: readonly KnownSaga[]): Promise<void> {
    this.#next = Infinity;
    if (sagas.length === 0) return;
    const next = await this.around.store.nextDeadline(sagas);
    // One may have been set meanwhile, and is expected already.
    if (next !== undefined) this.#next = Math.min(this.#next, next.getTime());
  }
}
