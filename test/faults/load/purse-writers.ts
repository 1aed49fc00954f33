import { PostgresEventStore } from '@daybook/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDataSource } from './opened-store.js';
import { Endowed, Passed, purseCodec } from './purse-events.js';

export const owners = Array.from({ length: 24 }, (_, n) => `owner-${n}`);

/** Fills the purses, and lets coins go from one to another until it is ended. */
export class PurseWriters {
  #isGoing = true;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly store: PostgresEventStore,
    private readonly end: () => Promise<void>,
  ) {}

  static async open(url: string, passed: number): Promise<PurseWriters> {
    const dataSource = await openDataSource(url, { poolSize: 4 });
    const store = await PostgresEventStore.open({ dataSource, codec: purseCodec() });
    await store.append('purses-all', [Endowed.of({ owners, coins: 1_000 })], { expected: 'noStream' });
    const writers = new PurseWriters(store, () => dataSource.destroy());
    for (let n = 0; n < passed; n += 100) await writers.pass(n % 7, 100);
    return writers;
  }

  /** Three who write, each an event or three at a time. */
  begin(pauseMs: number): void {
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; this.#isGoing; n++) {
        await this.pass(writer, 1 + (n % 3));
        await sleep(pauseMs);
      }
    };
    this.#writing = Promise.all([0, 1, 2].map(write));
  }

  async pass(writer: number, count: number): Promise<void> {
    const passed = Array.from({ length: count }, () => {
      const from = Math.floor(Math.random() * owners.length);
      const to = (from + 1 + Math.floor(Math.random() * (owners.length - 1))) % owners.length;
      return Passed.of({ from: owners[from]!, to: owners[to]!, coins: 1 + Math.floor(Math.random() * 20) });
    });
    await this.store.append(`passing-${writer}`, passed, { expected: 'any' });
  }

  /** Lets them finish what is under way. */
  async stop(): Promise<void> {
    this.#isGoing = false;
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.end();
  }
}
