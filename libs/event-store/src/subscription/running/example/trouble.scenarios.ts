import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import { StoreUnavailable } from '../../../stream/store-unavailable.error.js';
import { TransactionOutcomeUnknown } from '../../../postgres/transaction-outcome-unknown.error.js';
import { EventStream } from '../../../stream/event-stream.js';
import type { RecordedEvent } from '../../../stream/recorded-event.js';
import { storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

const away = (): Error => new StoreUnavailable('anything', new Error('The server has gone.'));

/** What holds while the store is not there, or nobody knows what it has done. */
export const trouble: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'goes on when the store was away for a while, and parks nothing for it'(stage) {
    let isAway = false;
    const store = storeBehind(stage.store, (method, call) => {
      if (!isAway) return call();
      if (method === 'readAll') return new EventStream(() => pagesOf(away()));
      return Promise.reject(away());
    });
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    const staged = await stage.run([consumer], { store });
    isAway = true;
    await until('failing', () => staged.words.includes('failing'));
    await stage.append(newStream(), 'a', 'b');
    await new Promise((resolve) => setTimeout(resolve, 400));
    isAway = false;
    await staged.runner.whenIdle();
    expect(consumer.texts).toEqual(['a', 'b']);
    expect(await stage.store.subscriptions.parked(consumer.name)).toEqual([]);
    expect(staged.words).toContain('recovered');
  },

  async 'starts when the store comes, and says meanwhile that it does not'(stage) {
    let isAway = true;
    const store = storeBehind(stage.store, (_, call) => (isAway ? Promise.reject(away()) : call()));
    const consumer = new RecordingConsumer();
    const staged = stage.make([consumer], { store });
    const started = staged.runner.start();
    await until('failing', () => staged.words.includes('failing'));
    isAway = false;
    await started;
    expect(staged.words.slice(0, 2)).toEqual(['failing', 'claimed']);
  },

  async 'does not start on a mistake'(stage) {
    const mistake = new TypeError('undefined is not a function');
    const store = storeBehind(stage.store, () => Promise.reject(mistake));
    await expect(stage.make([new RecordingConsumer()], { store }).runner.start()).rejects.toBe(mistake);
  },

  async 'applies nothing twice when it is not known whether a batch was committed'(stage) {
    for (const transactional of [true, false]) {
      let unknown = 0;
      const store = storeBehind(stage.store, (method, call) => {
        if (method !== 'commit' && method !== 'advance') return call();
        return (async () => {
          const done = await call();
          if (unknown++ % 2 === 0) throw new TransactionOutcomeUnknown(new Error('The connection was lost.'));
          return done;
        })();
      });
      const consumer = new RecordingConsumer({ from: await stage.store.head(), batchSize: 1, transactional });
      const { runner } = await stage.run([consumer], { store });
      await stage.append(newStream(), 'a', 'b', 'c');
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['a', 'b', 'c']);
      expect(unknown).toBeGreaterThan(2);
      await stage.clear();
    }
  },

  async 'stops in time, and leaves, while a handler hangs'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head(), transactional: false });
    let signal: AbortSignal | undefined;
    consumer.apply = (_deliveries, _manager, given?: AbortSignal) => {
      signal = given;
      return new Promise<never>(() => undefined);
    };
    const { runner } = await stage.run([consumer], { stopWithinMs: 200 });
    await stage.append(newStream(), 'endless');
    await until('begun', () => signal !== undefined);
    const began = performance.now();
    await runner.stop();
    // The handler would take for ever.
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(signal?.aborted).toBe(true);
    expect(await stage.store.subscriptions.processes()).not.toContainEqual(expect.objectContaining({ id: runner.id }));
  },

  async 'reads no more than a page ahead of a slow consumer'(stage) {
    let read = 0;
    const store = storeBehind(stage.store, (method, call) => {
      if (method !== 'readAll') return call();
      const stream = call() as EventStream;
      return new EventStream(async function* () {
        for await (const page of stream.pages()) {
          read += page.length;
          yield page;
        }
      });
    });
    const from = await stage.store.head();
    await stage.append(newStream(), ...Array.from({ length: 40 }, (_, i) => `${i}`));
    const consumer = new RecordingConsumer({ from, batchSize: 5 });
    const ahead: number[] = [];
    let handled = 0;
    consumer.meet = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      ahead.push(read - handled++);
    };
    const { runner } = await stage.run([consumer], { store });
    await runner.whenIdle();
    expect(consumer.texts).toHaveLength(40);
    expect(Math.max(...ahead)).toBe(10);
  },

  async 'works with its few connections, however many consumers there are'(stage) {
    let [open, most] = [0, 0];
    const counted = async (call: () => unknown): Promise<unknown> => {
      most = Math.max(most, ++open);
      try {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return await call();
      } finally {
        open--;
      }
    };
    const store = storeBehind(stage.store, (method, call) => {
      if (method !== 'readAll') return counted(call);
      const pages = (call() as EventStream).pages();
      return new EventStream(async function* () {
        for (;;) {
          const next = (await counted(() => pages.next())) as IteratorResult<readonly RecordedEvent[], undefined>;
          if (next.done === true) return;
          yield next.value;
        }
      });
    });
    const from = await stage.store.head();
    const consumers = Array.from({ length: 50 }, () => new RecordingConsumer({ from, batchSize: 2 }));
    const { runner } = await stage.run(consumers, { store, leaseMs: 3_000, heartbeatMs: 500 });
    await stage.append(newStream(), 'a', 'b', 'c', 'd', 'e');
    await runner.whenIdle({ timeoutMs: 40_000 });
    for (const { texts } of consumers) expect(texts).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBeGreaterThanOrEqual(4);
    // Four for batches and errands, one for signs of life, and `whenIdle` asks for the head.
    expect(most).toBeLessThanOrEqual(6);
  },
};

async function* pagesOf(error: Error): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  yield await Promise.reject(error);
}
