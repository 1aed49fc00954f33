import { expect } from '@jest/globals';
import { MemoryEventStore } from '../../../memory/memory-event-store.js';
import { notedCodec, notes } from '../../../postgres/example/noted.js';
import type { EventStore } from '../../../stream/event-store.js';
import { StoreUnavailable } from '../../../stream/store-unavailable.error.js';
import { storeBehind } from './between.js';
import { Pauses } from './pauses.js';
import { RecordingConsumer } from './recording-consumer.js';
import { until } from './until.js';
import { SubscriptionRunner } from '../subscription-runner.js';

/** What can happen around a runner while it reads. */
export const happenings = [
  'wanted event',
  'wanted event',
  'other event',
  'poisoned event',
  'division into one',
  'division into three',
  'pause',
  'resumption',
  'lost answer',
  'a while',
] as const;

export type Happening = (typeof happenings)[number];

/** Lets things happen around a runner, in pauses that follow from a seed, and sees whether it comes to rest where it should. */
export async function interleaved(seed: number, happening: readonly Happening[]): Promise<void> {
  const memory = new MemoryEventStore({ codec: notedCodec });
  const pauses = new Pauses(seed);
  const consumer = new RecordingConsumer({ segments: 2, categories: ['wanted'], batchSize: 2 });
  const state = { isPoisoned: true, losing: 0 };
  consumer.meet = (text) => {
    if (state.isPoisoned && text.startsWith('poisoned')) throw new Error('poisoned');
  };
  const slow = pauses.storeOn(memory);
  const runner = new SubscriptionRunner({ store: losingAnswers(slow, state), leaseMs: 10_000, heartbeatMs: 5 });
  runner.add(consumer);
  await runner.start();
  const wanted = new Map<string, string[]>();
  const { subscriptions } = memory;
  const divide = (segments: number): Promise<void> =>
    subscriptions.register([{ name: consumer.name, kind: 'subscription', categories: ['wanted'], segments, from: 0 }]);
  const append = async (streamId: string, text: string): Promise<void> => {
    await memory.append(streamId, notes(text), { expected: 'any' });
    if (streamId.startsWith('wanted')) wanted.set(streamId, [...(wanted.get(streamId) ?? []), text]);
  };
  const come: Record<Happening, (at: number) => Promise<unknown>> = {
    'wanted event': (at) => append(`wanted-${at % 4}`, `${at}`),
    'other event': () => append('other-1', 'other'),
    'poisoned event': (at) => append(`wanted-${at % 4}`, `poisoned ${at}`),
    'division into one': () => divide(1),
    'division into three': () => divide(3),
    pause: () => subscriptions.pause(consumer.name, 'to see'),
    resumption: () => subscriptions.resume(consumer.name),
    'lost answer': async () => (state.losing = 1),
    'a while': () => new Promise((resolve) => setTimeout(resolve, 8)),
  };
  try {
    for (const [at, what] of happening.entries()) {
      await come[what](at);
      await pauses.take();
    }
    await divide(2);
    await subscriptions.resume(consumer.name);
    await runner.whenIdle({ timeoutMs: 2_000 });
    await until('divided', () => {
      const division = runner.positionsOf(consumer.name);
      return division?.segments === 2 && division.positions.size === 2;
    });
    state.isPoisoned = false;
    await subscriptions.retry(consumer.name);
    await runner.whenIdle({ timeoutMs: 2_000 });
    for (const [streamId, texts] of wanted) {
      const done = consumer.done.filter(({ key }) => key === streamId).map(({ text }) => text);
      // What was written under a lost lease stays in this store, and comes again.
      expect([...new Set(done)]).toEqual(texts);
    }
  } finally {
    await runner.stop();
  }
}

function losingAnswers(store: EventStore, state: { losing: number }): EventStore {
  const lose = async (call: () => unknown): Promise<never> => {
    await call();
    throw new StoreUnavailable('giving a sign of life', undefined);
  };
  return storeBehind(store, (method, call) => (method === 'beat' && state.losing-- > 0 ? lose(call) : call()));
}
