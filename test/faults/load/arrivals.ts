import { setTimeout as sleep } from 'node:timers/promises';
import { DaybookError } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import type { Ledger } from './ledger.js';

const tickMs = 10;

/** Callers who come whatever becomes of those before them, as requests of users do. */
export class Arrivals {
  /** How many have come, appends and reads. */
  readonly came = { appends: 0, reads: 0 };
  /** How many of them have not been told. */
  readonly untold = { appends: 0, reads: 0 };
  /** The most that there were at a time. */
  readonly mostUntold = { appends: 0, reads: 0 };
  readonly readErrors: Error[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly ledger: Ledger,
    private readonly perTick: { readonly appends: number; readonly reads: number },
  ) {}

  /** Lets them come until it is told to end. Does not wait for them to be told. */
  async come(goOn: () => boolean): Promise<void> {
    while (goOn()) {
      for (let n = 0; n < this.perTick.appends; n++) void this.#told('appends', this.#append());
      for (let n = 0; n < this.perTick.reads; n++) void this.#told('reads', this.#read());
      await sleep(tickMs);
    }
  }

  /** Waits until all have been told; answers how many have not been within the time. */
  async allTold(withinMs: number): Promise<number> {
    const deadline = performance.now() + withinMs;
    const untold = (): number => this.untold.appends + this.untold.reads;
    while (untold() > 0 && performance.now() < deadline) await sleep(tickMs);
    return untold();
  }

  async #told(kind: 'appends' | 'reads', work: Promise<unknown>): Promise<void> {
    this.came[kind]++;
    this.mostUntold[kind] = Math.max(this.mostUntold[kind], ++this.untold[kind]);
    await work.finally(() => this.untold[kind]--);
  }

  async #append(): Promise<void> {
    await this.ledger.append(this.store, [{ streamId: `arrival-${this.came.appends % 100}`, expected: 'any' }]);
  }

  async #read(): Promise<void> {
    try {
      const stream = this.store.readStream(`arrival-${this.came.reads % 100}`, { limit: 1 });
      await stream[Symbol.asyncIterator]().next();
    } catch (error) {
      // What is no answer in the store's own words is a bug, and is left to nobody.
      if (!(error instanceof DaybookError)) throw error;
      this.readErrors.push(error);
    }
  }
}
