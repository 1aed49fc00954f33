import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { LeaseLost } from '../../subscription/lease-lost.error.js';
import type { SubscriptionStore } from '../../subscription/subscription-store.js';
import { ExampleStore } from '../example/example-store.js';
import { withMutant } from './example/mutant.js';
import { subscriptionsOn } from './example/subscriptions-on.js';
import { leaseOn, newSubscription } from './example/subscriptions.js';
import { twoOwners } from './example/two-owners.js';
import { wrongFences } from './example/wrong-builds.js';

const example = ExampleStore.ofThisSpec();
// Who holds something is told of it with each sign of life.
afterEach(() => example.store.subscriptions.leave('one'));
const upTo = 150;
const each = Array.from({ length: upTo }, (_, n) => n + 1);

async function struggle(): Promise<Awaited<ReturnType<typeof twoOwners>>> {
  const subscription = newSubscription();
  const stores = [example.store.subscriptions, (await example.openStore()).subscriptions] as const;
  await stores[0].register([subscription]);
  return twoOwners(example, stores, subscription.name, upTo);
}

test('two owners at once write everything once between them', async () => {
  const { applied, refused } = await struggle();
  expect(applied).toEqual(each);
  expect(refused).toBeGreaterThan(10);
});

test.each(['none'] as const)('a fence of the wrong build “%s” is caught', async (build) => {
  await withMutant(example, 'advance_segment', wrongFences[build], async () => {
    const { applied } = await struggle();
    expect(applied.length).toBeGreaterThan(upTo);
  });
});

/** Whether a lease is lost after its segment was taken anew from the same place. */
async function losesTakenLease(store: SubscriptionStore): Promise<boolean> {
  const subscription = newSubscription();
  await store.register([subscription]);
  const before = await leaseOn(store, subscription.name, 'one', { leaseMs: 0.001 });
  await leaseOn(store, subscription.name, 'two');
  return isLost(store.advance(before, { position: 1 }));
}

/** Whether a lease is lost after the database has gone back, with owner and epoch as they were. */
async function losesLeaseOfOtherHistory(store: SubscriptionStore): Promise<boolean> {
  const subscription = newSubscription();
  await store.register([subscription]);
  const lease = await store.advance(await leaseOn(store, subscription.name, 'one'), { position: 10 });
  await example.ask('UPDATE daybook.subscription_segments SET position = 5 WHERE subscription = $1', [
    subscription.name,
  ]);
  return isLost(store.advance(lease, { position: 11 }));
}

async function isLost(moving: Promise<unknown>): Promise<boolean> {
  return moving.then(
    () => false,
    (error: unknown) => error instanceof LeaseLost,
  );
}

test.each([
  ['noEpoch', losesTakenLease],
  ['noCheckpoint', losesLeaseOfOtherHistory],
] as const)('a fence of the wrong build “%s” is caught', async (build, loses) => {
  expect(await loses(example.store.subscriptions)).toBe(true);
  await withMutant(example, 'advance_segment', wrongFences[build], async () => {
    expect(await loses(example.store.subscriptions)).toBe(false);
  });
});

test('a claim does not wait for a commit under way, and the segment is had afterwards', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, name, 'one', { leaseMs: 0.001 });
  await example.owner.transaction(async (manager) => {
    // Where a commit stands after its last statement.
    await manager.query('SELECT FROM daybook.subscription_segments WHERE subscription = $1 FOR NO KEY UPDATE', [name]);
    expect(await subscriptions.claim('two', [lease], 60_000)).toEqual([]);
    const report = { subscription: name, segment: 0, epoch: lease.epoch, checkpoint: 0, position: 5, failure: 'x' };
    const beat = { id: 'one', name: 'one', runs: [name], leaseMs: 3_000, reports: [report] };
    // Nor does a sign of life, which keeps all other leases of the process.
    expect((await subscriptions.beat(beat)).segments).toMatchObject([{ owner: 'one', position: 0 }]);
  });
  await subscriptions.leave('one');
  expect(await leaseOn(subscriptions, name, 'two')).toMatchObject({ epoch: 2, position: 0 });
});

test('work that takes too long is ended, here and on the server, and has written nothing', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, subscription.name, 'one');
  const hasty = subscriptionsOn(example, { timeLimit: 100 });
  const working = hasty.subscriptions.commit(lease, async (manager) => {
    await (manager as EntityManager).query('SELECT pg_sleep(2)');
    return { position: 1 };
  });
  await expect(working).rejects.toMatchObject({ code: 'transaction-timed-out' });
  await sleep(150);
  expect(await subscriptions.advance(lease, { position: 2 })).toMatchObject({ position: 2 });
});

test('a checkpoint whose answer was lost is of an unknown outcome, and the segment is taken anew', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, name, 'one');
  let moving: Promise<unknown> = Promise.resolve();
  await example.owner.transaction(async (manager) => {
    await manager.query('SELECT FROM daybook.subscription_segments WHERE subscription = $1 FOR NO KEY UPDATE', [name]);
    moving = subscriptions.advance(lease, { position: 1 }).catch((error: unknown) => error);
    for (let killed: readonly unknown[] = []; killed.length === 0;) {
      killed = await example.ask(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = $1 AND wait_event_type = 'Lock' AND query LIKE '%advance_segment%'`,
        [example.database.name],
      );
    }
  });
  expect(await moving).toMatchObject({ code: 'transaction-outcome-unknown' });
  expect(await leaseOn(subscriptions, name, 'one')).toMatchObject({ epoch: 2, position: 0 });
});
