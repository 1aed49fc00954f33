import { newStream } from '../../../postgres/example/noted.js';
import { expect } from '@jest/globals';
import { storeBehind } from './between.js';
import { Gate } from './gate.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

/** What holds of a consumer that a process runs no more, while the process lives on. */
export const leaving: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'gives back at once what it was given for a consumer that was removed meanwhile'(stage) {
    const claimed = new Gate();
    const store = storeBehind(stage.store, (method, call) => {
      if (method !== 'claim') return call();
      return (async () => {
        const leases = await call();
        await claimed.pass();
        return leases;
      })();
    });
    // So long that no sign of life helps.
    const { runner } = await stage.run([], { store, leaseMs: 60_000, heartbeatMs: 30_000 });
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    runner.add(consumer);
    await until('claimed', () => claimed.isReached);
    await runner.remove(consumer.name);
    claimed.open();
    const segment = { subscription: consumer.name, segment: 0 };
    const { subscriptions } = stage.store;
    await until(
      'given back',
      async () => (await subscriptions.claim('another', [segment], 60_000)).length === 1,
      5_000,
    );
  },

  async 'gives back in the end what it could not give back when its consumer was removed'(stage) {
    let refused = 0;
    const store = storeBehind(stage.store, (method, call) => {
      if (method !== 'release' || refused === 2) return call();
      refused++;
      return Promise.reject(new Error('The connection was lost.'));
    });
    const from = await stage.store.head();
    const one = new RecordingConsumer({ from, segments: 2 });
    const first = await stage.run([one], { store });
    await until('it has both', () => first.runner.consumers[0]?.segments.length === 2);
    await first.runner.remove(one.name);
    expect(refused).toBe(2);
    const other = new RecordingConsumer({ from, segments: 2, name: one.name });
    const second = await stage.run([other]);
    await until('the other has both', () => second.runner.consumers[0]?.segments.length === 2, 5_000);
    await stage.append(newStream(), 'a');
    await second.runner.whenIdle();
    expect([one.texts, other.texts]).toEqual([[], ['a']]);
  },
};
