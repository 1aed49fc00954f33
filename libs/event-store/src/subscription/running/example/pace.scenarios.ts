import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import { StoreUnavailable } from '../../../stream/store-unavailable.error.js';
import { storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

/** When consumers are given events, and how many. */
export const pace: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'delivers by asking, when nobody wakes it'(stage) {
    const wakeUps = { listen: () => () => undefined, pollMs: 20 };
    const store = storeBehind(stage.store, (_, call) => call(), { wakeUps });
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    await stage.run([consumer], { store });
    await stage.append(newStream(), 'a');
    await until('applied', () => consumer.texts.length === 1);
  },

  async 'applies as soon as it is woken, long before it would ask'(stage) {
    let wake = (): void => undefined;
    const wakeUps = { listen: (listener: () => void) => ((wake = listener), () => undefined), pollMs: 60_000 };
    const store = storeBehind(stage.store, (_, call) => call(), { wakeUps });
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    const { runner } = await stage.run([consumer], { store, leaseMs: 60_000, heartbeatMs: 30_000 });
    await until('live', () => runner.consumers[0]?.state === 'live');
    await stage.append(newStream(), 'a');
    wake();
    await until('applied', () => consumer.texts.length === 1);
  },

  async 'asks the log for nobody whom the news do not concern'(stage) {
    let readings = 0;
    const store = storeBehind(stage.store, (method, call) => {
      if (method === 'readAll') readings++;
      return call();
    });
    const consumer = new RecordingConsumer({ from: await stage.store.head(), categories: ['nobody'] });
    const { runner } = await stage.run([consumer], { store });
    await runner.whenIdle();
    const before = readings;
    for (let i = 0; i < 5; i++) {
      await stage.append(newStream(), 'a');
      await runner.whenIdle();
    }
    expect(readings).toBe(before);
  },

  async 'gives fewer events at once to a consumer that needs long for them'(stage) {
    const from = await stage.store.head();
    await stage.append(newStream(), ...Array.from({ length: 40 }, (_, i) => `${i}`));
    const consumer = new RecordingConsumer({ from, batchSize: 16 });
    // A third of the lease of 300 ms is what a batch may take.
    consumer.meet = () => setTimeout(15);
    const { runner, words } = await stage.run([consumer]);
    await runner.whenIdle();
    expect(consumer.texts).toHaveLength(40);
    expect(consumer.batches[0]).toBe(16);
    expect(consumer.batches.at(-2)).toBeLessThanOrEqual(8);
    expect(words).not.toContain('lost');
  },

  async 'waits for what passes, however often it is tried, and parks nothing'(stage) {
    for (const transactional of [true, false]) {
      const consumer = new RecordingConsumer({ from: await stage.store.head(), transactional });
      let failures = 0;
      consumer.meet = (text) => {
        if (text === 'b' && failures++ < 4) throw new StoreUnavailable('asking elsewhere', undefined);
      };
      const { runner } = await stage.run([consumer]);
      await stage.append(newStream(), 'a', 'b', 'c');
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['a', 'b', 'c']);
      expect(failures).toBe(5);
      expect(await stage.store.subscriptions.parked(consumer.name)).toEqual([]);
      expect(runner.consumers[0]).toMatchObject({ state: 'live', failure: undefined });
      await stage.clear();
    }
  },

  async 'begins nothing any more once it is stopped'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    const { runner } = await stage.run([consumer]);
    await runner.stop();
    await stage.append(newStream(), 'a');
    expect(() => runner.add(new RecordingConsumer())).toThrow(expect.objectContaining({ code: 'runner-stopped' }));
    await expect(runner.whenIdle()).rejects.toMatchObject({ code: 'not-idle' });
    await stage.make([]).runner.stop();
    expect(consumer.texts).toEqual([]);
  },
};
