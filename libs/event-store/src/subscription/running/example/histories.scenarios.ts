import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import type { EventStore } from '../../../stream/event-store.js';
import type { ReadAllOptions } from '../../../stream/read-options.js';
import { StoreUnavailable } from '../../../stream/store-unavailable.error.js';
import { storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

// So long that nothing is learnt, and nothing reported, by a heartbeat.
const slow = { leaseMs: 60_000, heartbeatMs: 30_000 };

/** Where in a call the server goes: before it is sent, with it, so that it fails, or when it was answered. */
type Going = 'before' | 'with' | 'after';

/** A store whose server goes at some call; the process is at once connected to another one. */
class Moving {
  incarnation = 'first';
  goesAt: (method: string) => Going | undefined = () => undefined;
  /** From where the log was read on the second server. */
  readonly readFrom: (number | undefined)[] = [];
  readonly store: EventStore;

  constructor(store: EventStore) {
    const now = (): string => this.incarnation;
    const instead = {
      get incarnation() {
        return now();
      },
    };
    this.store = storeBehind(store, (method, call, [first]) => this.#between(method, call, first), instead);
  }

  #between(method: string, call: () => unknown, first: unknown): unknown {
    const goes = this.incarnation === 'first' ? this.goesAt(method) : undefined;
    if (goes === 'before' || goes === 'with') this.incarnation = 'second';
    if (goes === 'with') return Promise.reject(new StoreUnavailable(method, new Error('The connection was lost.')));
    if (method === 'readAll' && this.incarnation === 'second')
      this.readFrom.push((first as ReadAllOptions).afterPosition);
    if (goes !== 'after') return call();
    return (async () => {
      const answer = await call();
      this.incarnation = 'second';
      return answer;
    })();
  }
}

/** A runner that has passed over what is not wanted, and has not put that on record yet. */
async function passedOver(stage: Stage, { store }: Moving) {
  const from = await stage.store.head();
  const consumer = new RecordingConsumer({ from, categories: ['note'] });
  const staged = await stage.run([consumer], { ...slow, store });
  await until('live', () => staged.runner.consumers[0]?.state === 'live');
  await stage.append(newStream('other'), 'not wanted');
  staged.runner.wake();
  await until('passed over', () => (staged.runner.consumers[0]?.segments[0]?.position ?? 0) > from);
  return { consumer, from, ...staged };
}

async function onRecord(stage: Stage, { name }: RecordingConsumer): Promise<number | undefined> {
  const [status] = await stage.store.subscriptions.status(name);
  return status?.segments[0]?.position;
}

/** What holds when the store is on another server, which may have lost what the one before it had. */
export const histories: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'puts on record what it has passed over when it gives a segment back'(stage) {
    const { consumer, runner } = await passedOver(stage, new Moving(stage.store));
    await runner.remove(consumer.name);
    expect(await onRecord(stage, consumer)).toBe(await stage.store.head());
  },

  async 'gives a segment back where it is on record, when it has passed over the rest in another history'(stage) {
    const moving = new Moving(stage.store);
    const { consumer, from, runner } = await passedOver(stage, moving);
    moving.goesAt = (method) => (method === 'commit' ? 'before' : undefined);
    await runner.remove(consumer.name);
    expect([moving.incarnation, await onRecord(stage, consumer)]).toEqual(['second', from]);
  },

  async 'reads on in another history from where it is on record'(stage) {
    const moving = new Moving(stage.store);
    const { consumer, from, notices } = await passedOver(stage, moving);
    moving.goesAt = (method) => (method === 'commit' ? 'with' : undefined);
    await stage.append(newStream(), 'a');
    await until('applied', () => consumer.texts.includes('a'));
    expect({ readFrom: moving.readFrom[0] }).toEqual({ readFrom: from });
    expect(notices.filter(({ word }) => word === 'incarnation-changed')).toHaveLength(1);
  },

  async 'begins with no lease that was had in another history'(stage) {
    const moving = new Moving(stage.store);
    moving.goesAt = (method) => (method === 'claim' ? 'after' : undefined);
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    const { runner, notices } = await stage.run([consumer], { ...slow, store: moving.store });
    await until('claimed', () => runner.consumers[0]?.segments.length === 1);
    const claimed = notices.flatMap((notice) => (notice.word === 'claimed' ? [notice.epoch] : []));
    expect(claimed).toEqual([2]);
  },
};
