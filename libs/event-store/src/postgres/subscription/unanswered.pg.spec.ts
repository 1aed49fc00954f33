import { expect, test } from '@jest/globals';
import { RecordingConsumer } from '../../subscription/running/example/recording-consumer.js';
import { until } from '../../subscription/running/example/until.js';
import { SubscriptionRunner } from '../../subscription/running/subscription-runner.js';
import { Connections } from '../connections.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import { defaultWaitingLimits } from '../waiting-limits.js';

const example = ExampleStore.ofThisSpec();

test('a sign of life that is not answered is given up before the lease is over, and the next one finds another connection', async () => {
  const consumer = new RecordingConsumer();
  const words: string[] = [];
  const runner = new SubscriptionRunner({
    store: example.store,
    leaseMs: 1_800,
    heartbeatMs: 100,
    onNotice: ({ word }) => words.push(word),
  });
  runner.add(consumer);
  await runner.start();
  const holder = example.owner.createQueryRunner();
  await holder.startTransaction();
  try {
    // Whoever hears it says nothing: as a server behind a network that swallows what is sent.
    await holder.query('LOCK TABLE daybook.subscription_processes IN EXCLUSIVE MODE');
    const began = performance.now();
    await until('given up', () => words.includes('failing'));
    expect(performance.now() - began).toBeLessThan(20_000);
    await holder.rollbackTransaction();
    await example.store.append(newStream(), notes('after'), { expected: 'any' });
    await runner.whenIdle();
    expect(consumer.texts).toEqual(['after']);
    expect(words).toContain('recovered');
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
    await runner.stop();
  }
});

test('a sign of life comes before all who wait for a connection', async () => {
  const connections = new Connections(await example.connect(example.database.applicationUrl, 1), defaultWaitingLimits);
  const held = await connections.take();
  const served: string[] = [];
  const use = (name: string, answerMs?: number) => connections.use(async () => void served.push(name), answerMs);
  const all = [use('a'), use('b'), use('sign of life', 2_000), use('c')];
  await held.release();
  await Promise.all(all);
  expect(served).toEqual(['sign of life', 'a', 'b', 'c']);
});
