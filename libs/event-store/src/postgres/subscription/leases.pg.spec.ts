import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { LeaseLost } from '../../subscription/lease-lost.error.js';
import { ExampleStore } from '../example/example-store.js';
import { leaseOn, newSubscription, signOf } from './example/subscriptions.js';

const example = ExampleStore.ofThisSpec();

test('of two processes that claim at once, one has the segment, 200 times', async () => {
  const { subscriptions } = example.store;
  const other = (await example.openStore()).subscriptions;
  const names = Array.from({ length: 200 }, () => newSubscription());
  await subscriptions.register(names);
  for (const { name } of names) {
    const segments = [{ subscription: name, segment: 0 }];
    const had = await Promise.all([subscriptions.claim('a', segments, 60_000), other.claim('b', segments, 60_000)]);
    expect(had.flat()).toMatchObject([{ subscription: name, epoch: 1, segments: 1, position: 0 }]);
  }
});

test('a lease that has run out is another’s to take, and its owner finds out by the fence', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const first = await leaseOn(subscriptions, name, 'first');
  expect(await subscriptions.claim('second', [first], 60_000)).toEqual([]);
  await subscriptions.beat(signOf('first', [name], { leaseMs: 1 }));
  await sleep(10);
  // Nobody has taken it: it may be used, and renewed.
  const moved = await subscriptions.advance(first, { position: 3 });
  const renewed = await subscriptions.beat(signOf('first', [name]));
  expect(renewed.segments).toMatchObject([
    { owner: 'first', epoch: 1, position: 3, halted: false, drainTo: undefined },
  ]);
  expect(await subscriptions.claim('second', [first], 60_000)).toEqual([]);

  await subscriptions.beat(signOf('first', [name], { leaseMs: 1 }));
  await sleep(10);
  const second = await leaseOn(subscriptions, name, 'second');
  expect(second).toEqual({ ...moved, owner: 'second', epoch: 2 });
  // Too late: the sign of life renews what the process still holds, and nothing else.
  const late = await subscriptions.beat(
    signOf('first', [name], {
      reports: [{ subscription: name, segment: 0, epoch: 1, checkpoint: 3, position: 9, failure: 'x' }],
    }),
  );
  expect(late.segments).toMatchObject([{ owner: 'second', epoch: 2, position: 3 }]);
  await expect(subscriptions.advance(moved, { position: 4 })).rejects.toBeInstanceOf(LeaseLost);
  await expect(subscriptions.stop(moved, 'late')).rejects.toBeInstanceOf(LeaseLost);
  await subscriptions.release([moved]);
  const { segments } = await subscriptions.beat(signOf('second', [name]));
  expect(segments).toMatchObject([{ owner: 'second', epoch: 2, position: 3 }]);
  expect(await subscriptions.status(name)).toMatchObject([
    { segments: [{ owner: 'second of the example' }], stopped: undefined },
  ]);
});

test('an owner who has lost sight of his lease takes the segment anew, and the old lease is void', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  await subscriptions.register([subscription]);
  const before = await leaseOn(subscriptions, subscription.name, 'one');
  const after = await leaseOn(subscriptions, subscription.name, 'one');
  expect(after).toEqual({ ...before, epoch: 2 });
  await expect(subscriptions.advance(before, { position: 1 })).rejects.toBeInstanceOf(LeaseLost);
  expect(await subscriptions.advance(after, { position: 1 })).toEqual({ ...after, position: 1 });
});

test('what is given back, one by one or with a good-bye, is to be had at once', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ segments: 3 });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  await subscriptions.beat(signOf('one', [name]));
  const segments = [0, 1, 2].map((segment) => ({ subscription: name, segment }));
  const [first, ...rest] = await subscriptions.claim('one', segments, 60_000);
  expect([first, ...rest].map((lease) => lease?.segment).toSorted()).toEqual([0, 1, 2]);
  await subscriptions.release([first!]);
  expect(await subscriptions.claim('two', segments, 60_000)).toMatchObject([{ segment: 0, epoch: 2 }]);
  await subscriptions.leave('one');
  expect(await subscriptions.claim('two', segments, 60_000)).toHaveLength(3);
  expect((await subscriptions.processes()).map(({ id }) => id)).not.toContain('one');
});

test('the checkpoint that has stepped back under the owner’s feet loses the lease, and no report leads it on', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const lease = await subscriptions.advance(await leaseOn(subscriptions, name, 'one'), { position: 100 });
  // As after a fail-over to a server that has not seen the last commits: the same owner, the same epoch.
  await example.ask('UPDATE daybook.subscription_segments SET position = 50 WHERE subscription = $1', [name]);
  const report = { subscription: name, segment: 0, epoch: lease.epoch, checkpoint: 100, position: 120 };
  const overview = await subscriptions.beat(signOf('one', [name], { reports: [{ ...report, failure: undefined }] }));
  expect(overview.segments).toMatchObject([{ position: 50 }]);
  await expect(subscriptions.advance(lease, { position: 101 })).rejects.toBeInstanceOf(LeaseLost);
  expect(await leaseOn(subscriptions, name, 'one')).toMatchObject({ position: 50, epoch: 2 });
});
