import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ExampleStore } from '../../postgres/example/example-store.js';
import { newStream, notes } from '../../postgres/example/noted.js';
import type { PostgresEventStore } from '../../postgres/postgres-event-store.js';
import { Killable, storeBehind } from './example/between.js';
import { EffectsTable, TableConsumer } from './example/effects-table.js';
import { RecordingConsumer } from './example/recording-consumer.js';
import { Stage } from './example/stage.js';
import { until } from './example/until.js';

describe('several processes on one PostgreSQL', () => {
  const example = ExampleStore.ofThisSpec();
  const stage = new Stage(() => example.store);
  const effects = new EffectsTable(example);

  beforeAll(() => effects.create());

  async function storeOfItsOwn(application = 'another'): Promise<PostgresEventStore> {
    const url = new URL(example.database.applicationUrl);
    url.searchParams.set('application_name', application);
    return example.openStore({ dataSource: await example.connect(url.href, 20) });
  }

  it('refuse what one of them writes that has slept past its lease', async () => {
    const from = await stage.store.head();
    let wake!: () => void;
    let isAsleep = false;
    const sleep = new Promise<void>((resolve) => (wake = resolve));
    const sleeping = storeBehind(
      await storeOfItsOwn(),
      async (method, call) => {
        if (isAsleep && method === 'beat') await sleep;
        return call();
      },
      { readAll: (options) => stage.store.readAll(options) },
    );
    const one = new TableConsumer({ from });
    one.meet = async () => {
      isAsleep = true;
      await sleep;
    };
    const first = await stage.run([one], { store: sleeping });
    const [stream, texts] = [newStream(), ['a', 'b', 'c']];
    await stage.append(stream, ...texts);
    await until('asleep, with its rows written', () => isAsleep);
    const other = new TableConsumer({ from, name: one.name });
    const second = await stage.run([other]);
    await until('taken over', () => other.done.length === 3);
    wake();
    await until('lost', () => first.words.includes('lost'));
    await second.runner.whenIdle();
    expect(await effects.positionsOf(one.name)).toEqual(other.done.map(({ position }) => position));
    expect(other.texts).toEqual(texts);
  });

  it('have each event once in effect, and each key in order, while one after the other is killed', async () => {
    const from = await stage.store.head();
    const streams = Array.from({ length: 12 }, () => newStream());
    const name = `s-${newStream()}`;
    const wanted = new Map<string, number[]>(streams.map((stream) => [stream, []]));
    const writer = { isWriting: true };
    const writing = (async () => {
      for (let i = 0; writer.isWriting; i++) {
        const stream = streams[i % streams.length]!;
        const { position } = await stage.store.append(stream, notes(`${i}`), { expected: 'any' });
        wanted.get(stream)!.push(position);
      }
    })();
    const options = { leaseMs: 800, heartbeatMs: 100, stopWithinMs: 100 };
    const stores = [await storeOfItsOwn(), await storeOfItsOwn()];
    let takenOver = 0;
    for (let i = 0; i < 6; i++) {
      const killable = new Killable();
      const consumer = new TableConsumer({ from, name, segments: 4, batchSize: 5 });
      const { notices } = await stage.run([consumer], { ...options, store: killable.storeOn(stores[i % 2]!) });
      await until('it has applied something', () => consumer.done.length > 20);
      await setTimeout(20 * i);
      takenOver += notices.filter((notice) => notice.word === 'claimed' && notice.position > from).length;
      killable.isKilled = true;
    }
    const last = new TableConsumer({ from, name, segments: 4, batchSize: 50 });
    const { runner } = await stage.run([last], options);
    writer.isWriting = false;
    await writing;
    await until('all segments', () => runner.consumers[0]?.segments.length === 4);
    await runner.whenIdle();
    for (const stream of streams) expect(await effects.positionsOf(name, stream)).toEqual(wanted.get(stream));
    expect(takenOver).toBeGreaterThan(4);
    console.log(`${[...wanted.values()].flat().length} events, ${takenOver} take-overs of segments under way`);
  });

  it('need few connections each, for 50 subscriptions', async () => {
    const from = await stage.store.head();
    const store = await storeOfItsOwn('fifty');
    const consumers = Array.from({ length: 50 }, () => new RecordingConsumer({ from, batchSize: 3 }));
    const { runner } = await stage.run(consumers, { store, leaseMs: 3_000, heartbeatMs: 500 });
    const connections = async (): Promise<number> => {
      const [count] = await example.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'fifty%'");
      return Number(count);
    };
    const counts: number[] = [];
    for (let i = 0; i < 5; i++) {
      await stage.append(newStream(), 'a', 'b', 'c', 'd');
      counts.push(await connections());
    }
    await runner.whenIdle({ timeoutMs: 40_000 });
    expect(consumers.map(({ done }) => done.length)).toEqual(consumers.map(() => 20));
    counts.push(await connections());
    expect(runner.consumers.map(({ segments }) => segments.length)).toEqual(consumers.map(() => 1));
    console.log(`connections of a process with 50 subscriptions: ${Math.max(...counts)}`);
    // Four for batches and errands, one for signs of life, and the one that listens.
    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
  });
});
