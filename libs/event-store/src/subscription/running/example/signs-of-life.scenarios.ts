import { expect } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { newStream } from '../../../postgres/example/noted.js';
import { StoreUnavailable } from '../../../stream/store-unavailable.error.js';
import { storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

/** What a process asks of its store beside giving signs of life and reading, as far as it can be slow at once. */
const slowTogether = [
  ['head', 'register'],
  ['news', 'claim'],
] as const;
// Long enough that a busy machine alone costs no lease.
const long = { leaseMs: 1_600, heartbeatMs: 100 };

/** What holds of the leases of a process that lives, whatever its store is slow at. */
export const signsOfLife: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'keeps its leases while something else that it has asked for is not answered'(stage) {
    for (const slow of slowTogether) {
      let letGo!: () => void;
      const answered = new Promise<void>((resolve) => (letGo = resolve));
      const asked = new Set<string>();
      // The head is asked for at the start alone.
      const state = { isSlow: slow[0] === 'head', isStarted: false };
      const store = storeBehind(stage.store, (method, call) => {
        const isSlow = state.isSlow && (method === slow[0] || (method === slow[1] && state.isStarted));
        if (!isSlow) return call();
        asked.add(method);
        return answered.then(call);
      });
      const consumer = new RecordingConsumer({ from: await stage.store.head() });
      const { runner, words } = await stage.run([consumer], { ...long, store });
      await until('claimed', () => runner.consumers[0]?.segments.length === 1);
      state.isSlow = state.isStarted = true;
      const later = new RecordingConsumer();
      runner.add(later);
      await stage.append(newStream(), 'a');
      runner.wake();
      await until(`asked for ${slow.join(' or ')}`, () => asked.size > 0);
      const taken = await takenWithin(1.2 * long.leaseMs, stage, consumer.name);
      const found = { asked: [...asked].sort(), taken, lost: words.includes('lost') };
      expect(found).toEqual({ asked: [...slow].sort(), taken: 0, lost: false });
      letGo();
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['a']);
      await stage.clear();
    }
  },

  async 'puts on record in the end what it has seen, when the answer to a sign of life was lost'(stage) {
    const state = { losing: 0, lost: 0, answered: 0 };
    const beat = async (call: () => unknown): Promise<unknown> => {
      const answer = await call();
      if (state.lost >= state.losing) {
        state.answered++;
        return answer;
      }
      state.lost++;
      await stage.append('other-1', 'meanwhile');
      throw new StoreUnavailable('giving a sign of life', undefined);
    };
    const store = storeBehind(stage.store, (method, call) => (method === 'beat' ? beat(call) : call()));
    const consumer = new RecordingConsumer({ from: await stage.store.head(), categories: ['nothing'] });
    const { runner } = await stage.run([consumer], { store });
    await until('claimed', () => runner.consumers[0]?.segments.length === 1);
    const seen = async (): Promise<boolean> =>
      runner.consumers[0]?.segments[0]?.position === (await stage.store.head());
    for (let round = 1; round <= 2; round++) {
      await stage.append('other-1', 'before');
      await until('seen', seen);
      state.losing += 2;
      await until('lost', () => state.lost === state.losing);
      await until('seen', seen);
      // One that tells what was taken, and one that goes on from there; the first of them may have been sent before.
      const { answered } = state;
      await until('answered', () => state.answered >= answered + 3);
      const [status] = await stage.store.subscriptions.status(consumer.name);
      expect({ onRecord: status?.segments[0]?.position }).toEqual({ onRecord: await stage.store.head() });
    }
  },
};

/** How many times another process gets the only segment of a subscription. */
async function takenWithin(ms: number, stage: Stage, subscription: string): Promise<number> {
  const began = performance.now();
  let taken = 0;
  while (performance.now() - began < ms) {
    taken += (await stage.store.subscriptions.claim('another', [{ subscription, segment: 0 }], 1_000)).length;
    await setTimeout(20);
  }
  return taken;
}
