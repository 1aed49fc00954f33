import { afterAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { durable, ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { PartingServer } from './example/parting-server.js';

const example = ExampleStore.ofThisSpec();
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

// Without it the worker of this spec ends with what nobody has heard.
test('a server that has gone as it gives a connection is told of as one that has gone', async () => {
  const server = await PartingServer.before(example.database.applicationSessionUrl);
  closing.push(() => server.close());
  const dataSource = await new DataSource({
    type: 'postgres',
    url: server.url,
    extra: { max: 5, idleTimeoutMillis: 1, options: durable },
  }).initialize();
  closing.push(() => dataSource.destroy());
  const store = await example.openStore({ dataSource });
  await store.append(newStream(), notes('before'), { expected: 'noStream' });

  server.part(2);
  const [stream, other] = [newStream(), newStream()];
  const outcomes = await Promise.allSettled([
    store.append(stream, notes('meanwhile'), { expected: 'noStream' }),
    store.append(other, notes('meanwhile'), { expected: 'noStream' }),
    store.head(),
  ]);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  expect(reasons.every((reason) => reason instanceof StoreUnavailable)).toBe(true);
  expect(server.parted).toBeGreaterThan(0);

  await store.append(newStream(), notes('after'), { expected: 'noStream' });
});
