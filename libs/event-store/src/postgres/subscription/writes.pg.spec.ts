import { expect, test } from '@jest/globals';
import { ExampleStore } from '../example/example-store.js';
import { newSubscription, signOf } from './example/subscriptions.js';

const example = ExampleStore.ofThisSpec();

/** Where each segment's row lies, and who has written it. */
async function rows(): Promise<readonly unknown[]> {
  return example.ask(
    `SELECT concat_ws(' ', subscription, segment, ctid, xmin) FROM daybook.subscription_segments ORDER BY 1`,
  );
}

async function indexSize(): Promise<unknown> {
  const [size] = await example.ask(`SELECT pg_indexes_size('daybook.subscription_segments')`);
  return size;
}

test('a sign of life renews 50 leases and writes none of their rows; a report writes one', async () => {
  const { subscriptions } = example.store;
  const fifty = Array.from({ length: 50 }, () => newSubscription());
  const names = fifty.map(({ name }) => name);
  await subscriptions.register(fifty);
  const leases = await subscriptions.claim(
    'one',
    names.map((subscription) => ({ subscription, segment: 0 })),
    1,
  );
  expect(leases).toHaveLength(50);
  const before = await rows();
  const reports = leases.map(({ subscription, segment, epoch, position }) => ({
    ...{ subscription, segment, epoch, position },
    checkpoint: position,
    failure: undefined,
  }));
  for (let n = 0; n < 20; n++) await subscriptions.beat(signOf('one', names, { reports }));
  expect(await rows()).toEqual(before);
  expect(await subscriptions.claim('two', leases, 1)).toEqual([]);
  const [first, ...others] = reports;
  await subscriptions.beat(signOf('one', names, { reports: [{ ...first!, position: 9 }, ...others] }));
  const after = await rows();
  expect(after.filter((row) => !before.includes(row))).toHaveLength(1);
});

test('checkpoints are moved on their page: 500 moves take no index entry', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  await subscriptions.register([subscription]);
  const segments = [{ subscription: subscription.name, segment: 0 }];
  let [lease] = await subscriptions.claim('one', segments, 60_000);
  const before = await indexSize();
  for (let position = 1; position <= 500; position++) lease = await subscriptions.advance(lease!, { position });
  expect(await indexSize()).toEqual(before);
  expect(lease).toMatchObject({ position: 500, epoch: 1 });
});
