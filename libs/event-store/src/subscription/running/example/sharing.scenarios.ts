import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import { StoreUnavailable } from '../../../stream/store-unavailable.error.js';
import { segmentOfKey } from '../../key-segment.js';
import type { Lease } from '../../segment.js';
import { Killable, storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage, StagedRunner } from './stage.js';
import { until } from './until.js';

function segmentsOf({ runner }: StagedRunner): readonly number[] {
  return (runner.consumers[0]?.segments ?? []).map(({ segment }) => segment);
}

async function pair(stage: Stage, { killable = new Killable(), leaseMs = 300 } = {}) {
  const from = await stage.store.head();
  const one = new RecordingConsumer({ from, segments: 4, batchSize: 2 });
  const other = new RecordingConsumer({ from, segments: 4, batchSize: 2, name: one.name });
  const first = await stage.run([one], { store: killable.storeOn(stage.store), leaseMs });
  const second = await stage.run([other], { leaseMs });
  await until('both have two', () => segmentsOf(first).length === 2 && segmentsOf(second).length === 2);
  return { one, other, first, second, killable };
}

/** What holds for a subscription that several processes run. */
export const sharing: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'shares segments with another process, each key in order in one of them'(stage) {
    const { one, other, second } = await pair(stage);
    const streams = Array.from({ length: 8 }, () => newStream());
    for (let i = 0; i < 5; i++) await Promise.all(streams.map((stream) => stage.append(stream, `${i}`)));
    await until('all', () => one.done.length + other.done.length >= 40);
    await second.runner.whenIdle();
    for (const stream of streams) {
      const here = [one, other].map(({ done }) => done.filter(({ key }) => key === stream).map(({ text }) => text));
      expect(here.sort((a, b) => a.length - b.length)).toEqual([[], ['0', '1', '2', '3', '4']]);
    }
  },

  async 'hands over at once on a graceful stop'(stage) {
    const leaseMs = 9_000;
    const { one, other, first, second } = await pair(stage, { leaseMs });
    const stream = newStream();
    await stage.append(stream, 'a');
    await second.runner.whenIdle();
    const stopped = performance.now();
    await first.runner.stop();
    await until('the other has all', () => segmentsOf(second).length === 4);
    // A heartbeat of 50 ms, not a lease.
    expect(performance.now() - stopped).toBeLessThan(leaseMs / 3);
    await stage.append(stream, 'b');
    await second.runner.whenIdle();
    expect([...one.texts, ...other.texts]).toEqual(['a', 'b']);
  },

  async 'hands over what it could not give back at first'(stage) {
    const from = await stage.store.head();
    let refused = 0;
    const store = storeBehind(stage.store, (method, call) => {
      if (method !== 'release' || refused === 2) return call();
      refused++;
      return Promise.reject(new Error('The connection was lost.'));
    });
    const one = new RecordingConsumer({ from, segments: 4 });
    const other = new RecordingConsumer({ from, segments: 4, name: one.name });
    const first = await stage.run([one], { store });
    await until('it has all', () => segmentsOf(first).length === 4);
    const second = await stage.run([other]);
    await until('both have two', () => segmentsOf(first).length === 2 && segmentsOf(second).length === 2);
    expect(refused).toBe(2);
    const streams = Array.from({ length: 8 }, () => newStream());
    await Promise.all(streams.map((stream) => stage.append(stream, 'a')));
    await second.runner.whenIdle();
    expect(one.done.length + other.done.length).toBe(8);
  },

  async 'takes over what a killed process held, when its leases have run out'(stage) {
    const { one, other, second, killable } = await pair(stage);
    const streams = Array.from({ length: 8 }, () => newStream());
    await Promise.all(streams.map((stream) => stage.append(stream, 'before')));
    await second.runner.whenIdle();
    killable.isKilled = true;
    const killed = performance.now();
    await Promise.all(streams.map((stream) => stage.append(stream, 'after')));
    await until('the other has all', () => segmentsOf(second).length === 4);
    // Some leases, on a machine that has other things to do; a build that waits for the dead one waits for ever.
    expect(performance.now() - killed).toBeLessThan(20_000);
    await second.runner.whenIdle();
    const done = [...one.done, ...other.done].map(({ key, text }) => `${key} ${text}`);
    expect(done.sort()).toEqual(streams.flatMap((stream) => [`${stream} after`, `${stream} before`]).sort());
  },

  async 'goes on in more segments than before, without a gap or a repetition'(stage) {
    const from = await stage.store.head();
    const streams = Array.from({ length: 8 }, () => newStream());
    const one = new RecordingConsumer({ from, batchSize: 3 });
    const { runner } = await stage.run([one]);
    await Promise.all(streams.map((stream) => stage.append(stream, 'a', 'b')));
    await runner.whenIdle();
    await runner.stop();
    const many = new RecordingConsumer({ from, name: one.name, segments: 3 });
    const second = await stage.run([many]);
    await Promise.all(streams.map((stream) => stage.append(stream, 'c', 'd')));
    await until('divided', () => segmentsOf(second).length === 3);
    await second.runner.whenIdle();
    for (const stream of streams) {
      const texts = [...one.done, ...many.done].filter(({ key }) => key === stream).map(({ text }) => text);
      expect(texts).toEqual(['a', 'b', 'c', 'd']);
    }
  },

  async 'begins nothing once its own leases must have run out'(stage) {
    let isCutOff = false;
    const from = await stage.store.head();
    const consumer = new RecordingConsumer({ from, transactional: false });
    const killable = new Killable();
    // Signs of life alone do not get through, and the log can be read.
    const store = killable.storeOn(stage.store);
    const deaf = new Proxy(store.subscriptions, {
      get: (target, name) =>
        name === 'beat' && isCutOff
          ? async () => Promise.reject(new Error('No way through.'))
          : (Reflect.get(target, name) as unknown),
    });
    const staged = await stage.run([consumer], {
      store: new Proxy(store, {
        get: (target, name) => (name === 'subscriptions' ? deaf : (Reflect.get(target, name) as unknown)),
      }),
    });
    isCutOff = true;
    await until('failing', () => staged.words.includes('failing'));
    await new Promise((resolve) => setTimeout(resolve, 350));
    await stage.append(newStream(), 'late');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(consumer.texts).toEqual([]);
    isCutOff = false;
    await staged.runner.whenIdle();
    expect(consumer.texts).toEqual(['late']);
    expect(staged.words).toContain('recovered');
  },

  async 'reads on when a new division is called off, also what was no event of its own'(stage) {
    let beats = 0;
    const store = storeBehind(stage.store, (method, call) => {
      if (method === 'beat') beats++;
      return call();
    });
    const categories = ['note'];
    const consumer = new RecordingConsumer({ from: await stage.store.head(), segments: 2, categories });
    const [slow, quick] = [0, 1].map((segment) => streamIn(segment, 2)) as [string, string];
    let letGo!: () => void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    consumer.meet = (_text, { streamId }) => (streamId === slow ? held : undefined);
    const { runner } = await stage.run([consumer], { store });
    const heeded = async (): Promise<void> => {
      const before = beats;
      await until('heeded', () => beats >= before + 3);
    };
    await stage.append(slow, 'a');
    await stage.append(quick, 'b');
    await until('one of them waits', () => consumer.texts.includes('b'));
    const { name, kind } = consumer;
    const divide = (segments: number) =>
      stage.store.subscriptions.register([{ name, kind, categories, segments, from: 0 }]);
    await divide(1);
    await heeded();
    await stage.append('other-1', 'of another category');
    runner.wake();
    await heeded();
    await divide(2);
    letGo();
    await runner.whenIdle({ timeoutMs: 3_000 });
    expect([...consumer.texts].sort()).toEqual(['a', 'b']);
  },

  async 'passes over nothing that it had read and left when a new division was called off meanwhile'(stage) {
    let beats = 0;
    let isAway = true;
    const store = storeBehind(stage.store, (method, call, [lease]) => {
      if (method === 'beat') beats++;
      const isSlow = method === 'commit' && (lease as Lease).segment === 0;
      return isSlow && isAway ? Promise.reject(new StoreUnavailable('committing', new Error('away'))) : call();
    });
    const consumer = new RecordingConsumer({ from: await stage.store.head(), segments: 2 });
    const [slow, quick] = [0, 1].map((segment) => streamIn(segment, 2)) as [string, string];
    let letGo!: () => void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = false;
    consumer.meet = async (_text, { streamId }) => {
      if (streamId !== slow) return;
      isHeld = true;
      await held;
    };
    const staged = await stage.run([consumer], { store });
    const heeded = async (): Promise<void> => {
      const before = beats;
      await until('heeded', () => beats >= before + 3);
    };
    await stage.append(slow, 'a');
    await stage.append(quick, 'b');
    await until('the other one is ahead', () => consumer.texts.includes('b') && staged.words.includes('failing'));
    const { name, kind } = consumer;
    const divide = (segments: number) => stage.store.subscriptions.register([{ name, kind, segments, from: 0 }]);
    await heeded();
    await divide(1);
    await heeded();
    // Behind the end that the division has given it, and read with what is before it.
    await stage.append(slow, 'c');
    staged.runner.wake();
    await heeded();
    isAway = false;
    await until('it applies what it had to', () => isHeld);
    await divide(2);
    await heeded();
    letGo();
    await staged.runner.whenIdle();
    expect([...consumer.texts].sort()).toEqual(['a', 'b', 'c']);
  },
};

function streamIn(segment: number, segments: number): string {
  for (;;) {
    const stream = newStream();
    if (segmentOfKey(stream, segments) === segment) return stream;
  }
}
