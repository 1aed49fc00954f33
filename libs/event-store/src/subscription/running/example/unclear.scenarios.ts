import { expect } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { newStream } from '../../../postgres/example/noted.js';
import { storeBehind } from './between.js';
import { RecordingConsumer } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { astride, fallingTo, unless } from './unclear-keys.js';
import { until } from './until.js';

/** What becomes of events of which the keys cannot be told, and of what follows them. */
export const unclearKeys: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'loses nothing of a stream whose keys are clear again, whichever segments its events fall to'(stage) {
    let looks = 0;
    const store = storeBehind(stage.store, (method, call) => {
      if (method === 'dueRetries') looks++;
      return call();
    });
    const { stream, hers, key, consumer } = await astride(stage);
    const { runner } = await stage.run([consumer], { store });
    await stage.append(stream, 'unclear');
    await runner.whenIdle();
    consumer.keysOf = ({ data }) => [data.text === 'unclear' ? hers : key];
    // Both have looked at what waits when the first of them makes the retry.
    consumer.meet = async (text) => {
      if (text !== 'unclear') return;
      await until('both have looked', () => looks >= 2);
      await setTimeout(50);
    };
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['unclear']);
    await stage.append(stream, 'later');
    await runner.whenIdle();
    expect(consumer.done.map((done) => [done.key, done.text])).toEqual([
      [hers, 'unclear'],
      [key, 'later'],
    ]);
  },

  async 'applies once and in order what follows an event of unclear keys in another segment'(stage) {
    const { stream, consumer, mend } = await astride(stage);
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'unclear');
    await runner.whenIdle();
    await stage.append(stream, 'behind it');
    await runner.whenIdle();
    await stage.append(stream, 'of the first');
    await runner.whenIdle();
    expect(consumer.texts).toEqual([]);
    mend();
    await stage.store.subscriptions.retry(consumer.name, { key: stream });
    await runner.whenIdle();
    expect(consumer.texts.filter((text) => text !== 'of the first')).toEqual(['unclear', 'behind it']);
    expect(consumer.texts.filter((text) => text === 'of the first')).toEqual(['of the first']);
    expect(await stage.store.subscriptions.parked(consumer.name)).toEqual([]);
  },

  async 'applies what was unclear by the segment of its key, and never beside another event of that'(stage) {
    const { stream, key, consumer, mend } = await astride(stage);
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'unclear');
    await runner.whenIdle();
    let isOtherBegun = false;
    let isUnderWay = false;
    const beside: string[] = [];
    consumer.meet = async (text) => {
      if (isUnderWay) beside.push(text);
      if (text === 'other') isOtherBegun = true;
      if (text !== 'unclear') return;
      isUnderWay = true;
      await stage.append(key, 'other');
      runner.wake();
      await Promise.race([until('the other has begun', () => isOtherBegun), setTimeout(300)]);
      isUnderWay = false;
    };
    mend();
    await stage.store.subscriptions.retry(consumer.name);
    await until('both are done', () => consumer.texts.length === 2);
    expect({ beside, done: [...consumer.texts].sort() }).toEqual({ beside: [], done: ['other', 'unclear'] });
  },

  async 'shows operators an event of unclear keys once, under its stream, however many segments wait for it'(stage) {
    const { stream, consumer } = await astride(stage, 4);
    const { subscriptions } = stage.store;
    const { name } = consumer;
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'unclear', 'behind it');
    await runner.whenIdle();
    expect(await subscriptions.parked(name)).toMatchObject([
      { key: stream, failure: 'Error: No key.', attempts: 1 },
      { key: stream, failure: undefined, attempts: 0 },
    ]);
    expect(await subscriptions.status(name)).toMatchObject([{ parkedKeys: 1, parkedEvents: 2 }]);
    expect(await subscriptions.parkedKeys(name)).toEqual(new Map([[stream, 2]]));
    expect(await subscriptions.retry(name, { key: stream })).toBe(2);
    await runner.whenIdle();
    expect(await subscriptions.parked(name)).toMatchObject([{ attempts: 2 }, { attempts: 0 }]);
    expect(await subscriptions.drop(name, { key: stream }, 'a test event', 'ops')).toBe(2);
    expect(await subscriptions.dropped(name)).toHaveLength(2);
    await stage.append(stream, 'later');
    await until('it goes on', async () => {
      await subscriptions.retry(name);
      return consumer.texts.includes('later');
    });
  },

  async 'parks as much as it may in each of several segments'(stage) {
    const { stream, consumer } = await astride(stage, 4);
    Object.assign(consumer, { parking: { perKey: 3, inAll: 3 } });
    const staged = await stage.run([consumer]);
    await stage.append(stream, 'unclear', 'b', 'c');
    await staged.runner.whenIdle();
    expect(staged.words).not.toContain('stopped');
    await stage.append(stream, 'd');
    await until('stopped', () => staged.words.includes('stopped'));
  },

  async 'keeps what is unclear when its keys are divided anew'(stage) {
    const from = await stage.store.head();
    const [stream, name] = [newStream(), new RecordingConsumer().name];
    const keys = [0, 1, 2, 3, 4, 5].map((at) => fallingTo(at, 6));
    const run = async (segments: number) => {
      const consumer = new RecordingConsumer({ from, segments, name });
      consumer.keysOf = unless('unclear', () => keys);
      const staged = await stage.run([consumer]);
      await until('divided', () => staged.runner.consumers[0]?.segments.length === segments);
      return { consumer, ...staged };
    };
    const first = await run(2);
    await stage.append(stream, 'unclear 1', 'b');
    await first.runner.whenIdle();
    // One of the two segments comes to make the retry, and the other one does not.
    const apply = first.consumer.apply.bind(first.consumer);
    first.consumer.apply = async (deliveries, manager) => {
      if (deliveries.some((delivery) => delivery.keys.includes(keys[0]!))) throw new Error('Not yet.');
      await apply(deliveries, manager);
    };
    first.consumer.keysOf = () => keys;
    await stage.store.subscriptions.retry(name);
    await first.runner.whenIdle();
    expect(first.consumer.done.map(({ key, text }) => `${text} ${keys.indexOf(key)}`)).toEqual([
      ...['unclear 1 1', 'unclear 1 3', 'unclear 1 5', 'b 1', 'b 3', 'b 5'],
    ]);
    await first.runner.stop();
    const second = await run(3);
    await stage.append(stream, 'c');
    await second.runner.whenIdle();
    expect(second.consumer.done.map(({ key, text }) => `${text} ${keys.indexOf(key)}`).sort()).toEqual([
      ...['c 1', 'c 3', 'c 5'],
    ]);
    await stage.append(stream, 'unclear 2', 'd');
    await second.runner.whenIdle();
    await second.runner.stop();
    const third = await run(1);
    third.consumer.keysOf = () => keys;
    await stage.store.subscriptions.retry(name);
    await third.runner.whenIdle();
    const done = [...first.consumer.done, ...second.consumer.done, ...third.consumer.done];
    for (const key of keys) {
      const texts = done.filter((one) => one.key === key).map(({ text }) => text);
      expect(texts).toEqual(['unclear 1', 'b', 'c', 'unclear 2', 'd']);
    }
    expect(await stage.store.subscriptions.parked(name)).toEqual([]);
  },

  async 'goes on for the other keys of a stream that is a parked key itself'(stage) {
    const stream = newStream();
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    consumer.keysOf = ({ streamId, data }) => (data.text === 'poison' ? [streamId] : [streamId, 'other']);
    consumer.meet = (text) => {
      if (text === 'poison') throw new Error('I cannot bear it.');
    };
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'poison', 'b');
    await runner.whenIdle();
    await stage.append(stream, 'c');
    await runner.whenIdle();
    consumer.meet = () => undefined;
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    const textsOf = (key: string) => consumer.done.filter((done) => done.key === key).map(({ text }) => text);
    expect({ stream: textsOf(stream), other: textsOf('other') }).toEqual({
      stream: ['poison', 'b', 'c'],
      other: ['b', 'c'],
    });
  },

  async 'lets what was unclear wait behind a parked event of its key'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    consumer.keysOf = unless('unclear', () => ['key']);
    consumer.meet = (text) => {
      if (text === 'poison') throw new Error('I cannot bear it.');
    };
    const { runner } = await stage.run([consumer]);
    await stage.append(newStream(), 'poison');
    const stream = newStream();
    await stage.append(stream, 'unclear');
    await runner.whenIdle();
    consumer.keysOf = () => ['key'];
    await stage.store.subscriptions.retry(consumer.name, { key: stream });
    await runner.whenIdle();
    expect(consumer.texts).toEqual([]);
    consumer.meet = () => undefined;
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['poison', 'unclear']);
    expect(await stage.store.subscriptions.parked(consumer.name)).toEqual([]);
  },
};
