import { expect } from '@jest/globals';
import { newStream } from '../../../postgres/example/noted.js';
import type { RecordedEvent } from '../../../stream/recorded-event.js';
import { RecordingConsumer, textOf } from './recording-consumer.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

function failing(...texts: readonly string[]): (text: string) => void {
  return (text) => {
    if (texts.includes(text)) throw new Error(`I cannot bear ${text}.`);
  };
}

async function both(stage: Stage, scenario: (transactional: boolean) => Promise<void>): Promise<void> {
  for (const transactional of [true, false]) {
    await scenario(transactional);
    await stage.clear();
  }
}

/** What becomes of events that a consumer cannot apply. */
export const parking: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'parks a poisoned event and the later ones of its key, and lets the others flow'(stage) {
    await both(stage, async (transactional) => {
      const [poisoned, sound] = [newStream(), newStream()];
      const from = await stage.store.head();
      await stage.append(poisoned, 'a1', 'poison', 'a3');
      await stage.append(sound, 'b1', 'b2');
      const consumer = new RecordingConsumer({ from, transactional });
      consumer.meet = failing('poison');
      const { runner, notices } = await stage.run([consumer]);
      await runner.whenIdle();
      await stage.append(poisoned, 'a4');
      await stage.append(sound, 'b3');
      await runner.whenIdle();
      expect([...consumer.texts].sort()).toEqual(['a1', 'b1', 'b2', 'b3']);
      const parked = await stage.store.subscriptions.parked(consumer.name);
      expect(parked.map(({ key, failure, attempts }) => ({ key, failure, tried: attempts > 0 }))).toEqual([
        { key: poisoned, failure: 'Error: I cannot bear poison.', tried: true },
        { key: poisoned, failure: undefined, tried: false },
        { key: poisoned, failure: undefined, tried: false },
      ]);
      expect(notices.filter(({ word }) => word === 'parked').length).toBeGreaterThan(0);
      expect(runner.consumers[0]?.state).toBe('parked');
    });
  },

  async 'applies what was parked in order, once the code was mended and a retry asked for'(stage) {
    await both(stage, async (transactional) => {
      const stream = newStream();
      const consumer = new RecordingConsumer({ from: await stage.store.head(), transactional });
      consumer.meet = failing('poison');
      const { runner } = await stage.run([consumer]);
      await stage.append(stream, 'poison', 'b', 'c');
      await runner.whenIdle();
      expect(consumer.texts).toEqual([]);
      await stage.store.subscriptions.retry(consumer.name);
      await runner.whenIdle();
      expect(consumer.texts).toEqual([]);
      const [first] = await stage.store.subscriptions.parked(consumer.name);
      expect(first?.attempts).toBeGreaterThan(2);
      consumer.meet = () => undefined;
      await stage.store.subscriptions.retry(consumer.name, { key: stream });
      await runner.whenIdle();
      expect(await stage.store.subscriptions.parked(consumer.name)).toEqual([]);
      await stage.append(stream, 'd');
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['poison', 'b', 'c', 'd']);
    });
  },

  async 'retries what is behind a dropped event, without it'(stage) {
    const stream = newStream();
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    consumer.meet = failing('poison');
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'poison', 'b');
    await runner.whenIdle();
    const [first] = await stage.store.subscriptions.parked(consumer.name);
    await stage.store.subscriptions.drop(consumer.name, { position: first?.position }, 'a test event', 'ops');
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    await stage.append(stream, 'c');
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['b', 'c']);
  },

  async 'parks under its stream what it cannot tell the keys of, with what follows there'(stage) {
    const [stream, other] = [newStream(), newStream()];
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    const keysToday = (recorded: RecordedEvent): readonly string[] => [`key of ${textOf(recorded)}`];
    consumer.keysOf = (recorded) => {
      if (recorded.data.text === 'unclear') throw new Error('No key.');
      return keysToday(recorded);
    };
    const { runner } = await stage.run([consumer]);
    await stage.append(stream, 'unclear', 'behind it');
    await stage.append(other, 'elsewhere');
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['elsewhere']);
    const parked = await stage.store.subscriptions.parked(consumer.name);
    expect(parked.map(({ key, failure }) => [key, failure])).toEqual([
      [stream, 'Error: No key.'],
      [stream, undefined],
    ]);
    consumer.keysOf = keysToday;
    await stage.store.subscriptions.retry(consumer.name);
    await runner.whenIdle();
    expect(consumer.done.map(({ key }) => key)).toEqual(['key of elsewhere', 'key of unclear', 'key of behind it']);
  },

  async 'parks an event for those of its keys alone that fail'(stage) {
    const consumer = new RecordingConsumer({ from: await stage.store.head() });
    consumer.keysOf = ({ data }) => (data.text === 'two' ? ['good', 'bad'] : [data.text as string]);
    const apply = consumer.apply.bind(consumer);
    consumer.apply = async (deliveries, manager) => {
      if (deliveries.some(({ keys }) => keys.includes('bad'))) throw new Error('A bad key.');
      await apply(deliveries, manager);
    };
    const { runner } = await stage.run([consumer]);
    await stage.append(newStream(), 'two', 'good', 'bad');
    await runner.whenIdle();
    expect(consumer.done.map(({ key, text }) => [key, text])).toEqual([
      ['good', 'two'],
      ['good', 'good'],
    ]);
    const parked = await stage.store.subscriptions.parked(consumer.name);
    expect(parked.map(({ key, type }) => [key, type])).toEqual([
      ['bad', 'example.noted'],
      ['bad', 'example.noted'],
    ]);
  },

  async 'stops when too much of a key would be parked, and goes on when it is resumed with less'(stage) {
    await both(stage, async (transactional) => {
      const stream = newStream();
      const parking = { perKey: 2, inAll: 10 };
      const consumer = new RecordingConsumer({ from: await stage.store.head(), parking, transactional, batchSize: 1 });
      consumer.meet = failing('poison');
      const { runner, notices } = await stage.run([consumer]);
      await stage.append(stream, 'poison', 'b', 'c');
      await until('stopped', () => notices.some(({ word }) => word === 'stopped'));
      await until('failed', () => runner.consumers[0]?.state === 'failed');
      const [status] = await stage.store.subscriptions.status(consumer.name);
      expect(status?.stopped?.reason).toContain('more than 2 events of the key');
      expect(status?.parkedEvents).toBe(2);
      consumer.meet = () => undefined;
      await stage.store.subscriptions.retry(consumer.name);
      await stage.store.subscriptions.resume(consumer.name);
      await runner.whenIdle();
      expect(consumer.texts).toEqual(['poison', 'b', 'c']);
    });
  },
};
