import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import { EventStream } from '../../../stream/event-stream.js';
import { Killable, storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

// So long that nothing is learnt by a heartbeat.
const slow = { leaseMs: 60_000, heartbeatMs: 30_000 };

/** What holds when a process is no longer what it believes to be. */
export const fencing: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'goes no further once a commit was refused'(stage) {
    for (const transactional of [true, false]) {
      const from = await stage.store.head();
      const consumer = new RecordingConsumer({ from, batchSize: 1, transactional });
      const staged = await stage.run([consumer], slow);
      await until('live', () => staged.runner.consumers[0]?.state === 'live');
      const { subscriptions } = stage.store;
      const lease = { subscription: consumer.name, segment: 0, segments: 1, owner: staged.runner.id, epoch: 1 };
      await subscriptions.release([{ ...lease, position: from }]);
      await subscriptions.claim('another', [lease], 60_000);
      await stage.append(newStream(), 'a', 'b', 'c');
      staged.runner.wake();
      await until('refused, or gone on', () => staged.words.includes('lost') || consumer.batches.length > 2);
      expect(consumer.batches).toEqual([1]);
      expect(staged.words).toEqual(['claimed', 'lost']);
      await stage.clear();
    }
  },

  async 'applies after a crash what was under way'(stage) {
    const from = await stage.store.head();
    const killable = new Killable();
    const one = new RecordingConsumer({ from, batchSize: 2 });
    let letGo = (): void => undefined;
    one.meet = (text) => {
      if (text !== 'b') return undefined;
      killable.isKilled = true;
      return new Promise<void>((resolve) => (letGo = resolve));
    };
    await stage.append(newStream(), 'a', 'b', 'c');
    await stage.run([one], { store: killable.storeOn(stage.store), stopWithinMs: 50 });
    await until('killed', () => killable.isKilled);
    const other = new RecordingConsumer({ from, name: one.name, batchSize: 2 });
    const { runner } = await stage.run([other]);
    await runner.whenIdle();
    expect(other.texts).toEqual(['a', 'b', 'c']);
    // Its transaction is open yet, and is refused now.
    letGo();
  },

  async 'applies nothing that was read in another history of the store'(stage) {
    let [incarnation, readIn, flips] = ['first', '', 0];
    const store = storeBehind(
      stage.store,
      (method, call) => {
        // The server is another one from the moment at which the batch is to be written.
        if ((method === 'commit' || method === 'advance') && flips++ === 0) incarnation = 'second';
        if (method !== 'readAll') return call();
        const pages = (call() as EventStream).pages();
        return new EventStream(async function* () {
          for await (const page of pages) {
            readIn = incarnation;
            yield page;
          }
        });
      },
      {
        get incarnation() {
          return incarnation;
        },
      },
    );
    const consumer = new RecordingConsumer({ from: await stage.store.head(), batchSize: 2 });
    const histories: string[] = [];
    consumer.meet = () => void histories.push(`${readIn} to ${incarnation}`);
    const staged = await stage.run([consumer], { store });
    await stage.append(newStream(), 'a', 'b');
    await until('applied', () => consumer.texts.length > 0);
    expect(consumer.texts).toEqual(['a', 'b']);
    expect(new Set(histories)).toEqual(new Set(['second to second']));
    expect(staged.notices.filter(({ word }) => word === 'incarnation-changed')).toEqual([
      { word: 'incarnation-changed', from: 'first', to: 'second' },
    ]);
  },
};
