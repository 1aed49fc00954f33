import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '../../../stream/event-store.js';
import { EventStream } from '../../../stream/event-stream.js';
import { storeBehind } from './between.js';

/** Turns of the event loop that pass before and after each call of a store, the same for the same seed. */
export class Pauses {
  constructor(private seed: number) {}

  storeOn(store: EventStore): EventStore {
    return storeBehind(store, (method, call) => {
      if (method !== 'readAll') return this.around(call);
      const pages = (call() as EventStream).pages();
      const around = this.around.bind(this);
      return new EventStream(async function* () {
        for (;;) {
          const next = (await around(() => pages.next())) as Awaited<ReturnType<typeof pages.next>>;
          if (next.done === true) return;
          yield next.value;
        }
      });
    });
  }

  async around(call: () => unknown): Promise<unknown> {
    await this.take();
    const answer = await call();
    await this.take();
    return answer;
  }

  async take(): Promise<void> {
    // Mulberry32.
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    for (let turns = ((mixed ^ (mixed >>> 14)) >>> 0) % 6; turns > 0; turns--) await setImmediate();
  }
}
