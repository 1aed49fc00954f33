import { expect, test } from '@jest/globals';
import { RecordingConsumer } from '../../subscription/running/example/recording-consumer.js';
import { Stage } from '../../subscription/running/example/stage.js';
import { until } from '../../subscription/running/example/until.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream } from '../example/noted.js';
import { Sent } from '../example/sent.js';
import type { PostgresEventStore } from '../postgres-event-store.js';

const example = ExampleStore.ofThisSpec();
const stage = new Stage(() => example.store);
// So long that no sign of life comes between.
const slow = { leaseMs: 60_000, heartbeatMs: 30_000 };
// Behind a pooler it is asked in the transaction, too, which server that is.
const asked = process.env.DAYBOOK_POOLER === undefined ? [] : ['incarnation'];
const inTransaction = ['START TRANSACTION', 'limit_transaction', ...asked, 'advance_segment', 'COMMIT'];

async function reader(): Promise<{ readonly store: PostgresEventStore; readonly sent: Sent }> {
  const dataSource = await example.connect(example.database.applicationUrl);
  const sent = new Sent(dataSource);
  const store = await example.openStore({ dataSource });
  // All connections that there will be are opened, however long each takes.
  const runners = Array.from({ length: 10 }, () => dataSource.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  await Promise.all(runners.map((runner) => runner.release()));
  // Asks which server that is, once on each connection.
  await Promise.all(Array.from({ length: 10 }, () => store.head()));
  return { store, sent };
}

test('an event that comes in takes two statements to be told of, two to be read, and four to be applied', async () => {
  const { store, sent } = await reader();
  const consumer = new RecordingConsumer({ from: await store.head() });
  const { runner } = await stage.run([consumer], { ...slow, store });
  await until('live', () => runner.consumers[0]?.state === 'live');
  for (let n = 1; n <= 3; n++) {
    sent.names.length = 0;
    await stage.append(newStream(), 'a');
    await until('applied', () => consumer.texts.length === n && sent.names.includes('COMMIT'));
    const names = sent.names.slice(0, sent.names.indexOf('COMMIT') + 1);
    const counted = (name: string): number => names.filter((each) => each === name).length;
    const others = names.filter((name) => name !== 'safe_position' && name !== 'news');
    expect(others).toEqual(['read_log', ...inTransaction]);
    // Each look for news asks how far it may look, and so does each page; one that was begun by itself may be under way.
    expect(counted('safe_position') - counted('news')).toBeLessThanOrEqual(2);
    if (counted('news') === 1) expect(names.slice(0, 3)).toEqual(['safe_position', 'news', 'safe_position']);
  }
});

test('a batch of many takes two statements to be read, and four to be applied', async () => {
  const { store, sent } = await reader();
  const from = await store.head();
  await stage.append(newStream(), ...Array.from({ length: 40 }, (_, n) => `${n}`));
  sent.names.length = 0;
  const consumer = new RecordingConsumer({ from, batchSize: 10 });
  const { runner } = await stage.run([consumer], { ...slow, store });
  await until('live', () => runner.consumers[0]?.state === 'live');
  const counted = (name: string): number => sent.names.filter((each) => each === name).length;
  expect(consumer.batches).toEqual([10, 10, 10, 10]);
  expect(inTransaction.map(counted)).toEqual(inTransaction.map(() => 4));
  // Full as the last page is, there may be another, which is empty.
  expect([4, 5]).toContain(counted('read_log'));
  // One before each page, one before each look for news, one before the first look of all; one may have been begun since.
  const looks = counted('read_log') + counted('news') + counted('head');
  expect([looks, looks + 1]).toContain(counted('safe_position'));
  const known = [...inTransaction, 'read_log', 'safe_position', 'news', 'head', 'register_subscriptions', 'beat'];
  const others = sent.names.filter((name) => ![...known, 'claim_segments', 'parked_counts'].includes(name));
  expect(others).toEqual([]);
});
