import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

/** What holds for consumers in one process, whatever the store. */
export const applying: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'applies each event once, in the order of positions'(stage) {
    const streams = [newStream(), newStream(), newStream()] as const;
    const consumer = new RecordingConsumer({ batchSize: 4, from: await stage.store.head() });
    const { runner } = await stage.run([consumer]);
    for (let i = 0; i < 30; i++) await stage.append(streams[i % 3] ?? '', `t${i}`);
    await runner.whenIdle();
    expect(consumer.texts).toEqual(Array.from({ length: 30 }, (_, i) => `t${i}`));
    expect(Math.max(...consumer.batches)).toBeLessThanOrEqual(4);
  },

  async 'goes on after a restart where it was'(stage) {
    const stream = newStream();
    const from = await stage.store.head();
    await stage.append(stream, 'a', 'b', 'c');
    const first = new RecordingConsumer({ from, batchSize: 2 });
    const staged = await stage.run([first]);
    await staged.runner.whenIdle();
    await staged.runner.stop();
    await stage.append(stream, 'd', 'e');
    const second = new RecordingConsumer({ from, name: first.name });
    await (await stage.run([second])).runner.whenIdle();
    expect(first.texts).toEqual(['a', 'b', 'c']);
    expect(second.texts).toEqual(['d', 'e']);
    expect(staged.words).toEqual(['claimed', 'released']);
  },

  async 'reads what is wanted alone, and moves on past the rest'(stage) {
    const category = `c${newStream().slice(-12)}`;
    const consumer = new RecordingConsumer({ categories: [category] });
    const { runner } = await stage.run([consumer]);
    await stage.append(newStream(), 'other');
    await stage.append(`${category}-1`, 'wanted');
    await stage.append(newStream(), 'another');
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['wanted']);
    const head = await stage.store.head();
    expect(runner.consumers[0]).toMatchObject({ state: 'live', segments: [{ position: head }] });
    await until('the position on record', async () => {
      const [status] = await stage.store.subscriptions.status(consumer.name);
      return status?.position === head;
    });
    await stage.append(`${category}-1`, 'later');
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['wanted', 'later']);
  },

  async 'divides keys among segments, each key in order'(stage) {
    const consumer = new RecordingConsumer({ segments: 4, batchSize: 3, from: await stage.store.head() });
    const streams = Array.from({ length: 8 }, () => newStream());
    const { runner } = await stage.run([consumer]);
    for (let i = 0; i < 5; i++) await Promise.all(streams.map((stream) => stage.append(stream, `${i}`)));
    await runner.whenIdle();
    expect(consumer.done).toHaveLength(40);
    for (const stream of streams) {
      expect(consumer.done.filter(({ key }) => key === stream).map(({ text }) => text)).toEqual([
        '0',
        '1',
        '2',
        '3',
        '4',
      ]);
    }
    expect(runner.consumers[0]?.segments).toHaveLength(4);
  },

  async 'gives an event to each of its keys, and to none that has none'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head(), segments: 3 });
    consumer.keysOf = ({ data }) => (data.text === 'none' ? [] : ['k1', 'k2', 'k3', 'k1']);
    const { runner } = await stage.run([consumer]);
    await stage.append(newStream(), 'none', 'all');
    await runner.whenIdle();
    expect(consumer.done.map(({ key, text }) => `${key} ${text}`).sort()).toEqual(['k1 all', 'k2 all', 'k3 all']);
  },

  async 'stands still while it is paused, and goes on from there'(stage) {
    const stream = newStream();
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    const { runner } = await stage.run([consumer]);
    await stage.store.subscriptions.pause(consumer.name, 'for a look');
    await until('paused', () => runner.consumers[0]?.state === 'paused');
    await stage.append(stream, 'a');
    await expect(runner.whenIdle()).rejects.toMatchObject({
      code: 'not-idle',
      behind: [{ subscription: consumer.name, segment: 0, reason: 'paused or stopped' }],
    });
    expect(consumer.texts).toEqual([]);
    await stage.store.subscriptions.resume(consumer.name);
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['a']);
  },

  async 'says who is behind when the time is over'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    let release = (): void => undefined;
    consumer.meet = () => new Promise<void>((resolve) => (release = resolve));
    const { runner } = await stage.run([consumer]);
    await stage.append(newStream(), 'slow');
    await expect(runner.whenIdle({ timeoutMs: 50 })).rejects.toMatchObject({
      code: 'not-idle',
      behind: [{ subscription: consumer.name }],
    });
    release();
    await runner.whenIdle();
  },

  async 'runs what is added later, and no more what is removed'(stage) {
    const stream = newStream();
    const from = await stage.store.head();
    const [one, other] = [new RecordingConsumer({ from }), new RecordingConsumer({ from })];
    const { runner } = await stage.run([one]);
    runner.add(other);
    expect(() => runner.add(new RecordingConsumer({ name: one.name }))).toThrow(
      expect.objectContaining({ code: 'duplicate-consumer' }),
    );
    await stage.append(stream, 'a');
    await runner.whenIdle();
    await runner.remove(one.name);
    await stage.append(stream, 'b');
    await runner.whenIdle();
    expect([one.texts, other.texts]).toEqual([['a'], ['a', 'b']]);
  },

  async 'applies effects event by event, and is at the next when it stops'(stage) {
    const stream = newStream();
    const from = await stage.store.head();
    const consumer = new RecordingConsumer({ from, transactional: false });
    consumer.meet = () => setTimeout(20);
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'a', 'b', 'c');
    await until('the first', () => consumer.texts.length > 0);
    await runner.stop();
    const later = new RecordingConsumer({ from, name: consumer.name, transactional: false });
    await (await stage.run([later])).runner.whenIdle();
    expect([...consumer.texts, ...later.texts]).toEqual(['a', 'b', 'c']);
    expect(consumer.batches).not.toContain(2);
  },
};
