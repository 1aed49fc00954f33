import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import type { News } from '../subscription/news.js';
import { RecordingConsumer } from '../subscription/running/example/recording-consumer.js';
import { storeBehind } from '../subscription/running/example/between.js';
import { until } from '../subscription/running/example/until.js';
import { SubscriptionRunner } from '../subscription/running/subscription-runner.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';

// A writer reads the sequence, then takes the lock that says so. Where it is held up between the two, its floor is below
// what others have appended and readers have seen meanwhile: the safe position goes back, and what is seen must stay so.

const example = ExampleStore.ofThisSpec();
let writer: QueryRunner;

beforeEach(async () => {
  writer = example.dataSource.createQueryRunner();
  await writer.startTransaction();
});

afterEach(async () => {
  await writer.rollbackTransaction();
  await writer.release();
});

async function takeFloor(position: number): Promise<void> {
  await writer.query(`SELECT pg_advisory_xact_lock_shared('daybook.events'::regclass::oid::integer, $1::integer)`, [
    position,
  ]);
}

async function append(text: string): Promise<number> {
  const { position } = await example.store.append(newStream(), notes(text), { expected: 'noStream' });
  return position;
}

async function texts(options: { readonly afterPosition: number; readonly toPosition?: number }): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const { data } of example.store.readAll(options)) read.push(data['text']);
  return read;
}

test('what the head has told can be read, whatever floor is taken later', async () => {
  const before = await append('before');
  const position = await append('seen');
  expect(await example.store.head()).toBe(position);
  await takeFloor(before);
  await append('held back');
  expect(await example.store.head()).toBe(position);
  expect(await texts({ afterPosition: before })).toEqual(['seen']);
});

test('what was not seen before a floor was taken stays behind it', async () => {
  const before = await append('before');
  await takeFloor(before);
  await append('held back');
  expect(await example.store.head()).toBe(before);
  expect(await texts({ afterPosition: before })).toEqual([]);
});

test('a runner passes nothing over that it was told of and cannot read', async () => {
  const before = await append('before');
  const consumer = new RecordingConsumer({ from: before });
  const store = storeBehind(example.store, (method, call) => {
    if (method !== 'news') return call();
    return (async () => {
      const news = (await call()) as News;
      if (news.to > before) await takeFloor(before);
      return news;
    })();
  });
  const runner = new SubscriptionRunner({ store, leaseMs: 300, heartbeatMs: 50 });
  runner.add(consumer);
  await runner.start();
  try {
    await runner.whenIdle();
    const position = await append('seen');
    await until('past it', () => (runner.consumers[0]?.segments[0]?.position ?? 0) >= position);
    expect(consumer.texts).toEqual(['seen']);
  } finally {
    await runner.stop();
  }
});

test('a reader that goes on and on misses nothing of what it has looked at', async () => {
  const before = await append('before');
  const store = example.store;
  const head = store.head.bind(store);
  const position = await append('seen');
  store.head = async (options) => {
    const answer = await head(options);
    await takeFloor(before);
    return answer;
  };
  try {
    const stop = AbortSignal.timeout(5_000);
    for await (const event of store.subscribe({ afterPosition: before, signal: stop })) {
      expect(event.position).toBe(position);
      break;
    }
  } finally {
    store.head = head;
  }
});
