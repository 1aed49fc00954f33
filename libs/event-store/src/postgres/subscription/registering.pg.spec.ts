import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { LeaseLost } from '../../subscription/lease-lost.error.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import { withMutant } from './example/mutant.js';
import { subscriptionsOn } from './example/subscriptions-on.js';
import { leaseOn, newSubscription, signOf } from './example/subscriptions.js';
import { anyOrder, wrongStart } from './example/wrong-builds.js';

const example = ExampleStore.ofThisSpec();
// Who holds something is told of it with each sign of life.
afterEach(() => example.store.subscriptions.leave('one'));

test('of two processes that register at once, one starts it, and nothing is skipped, 200 times', async () => {
  const stores = [example.store, await example.openStore()] as const;
  for (let n = 0; n < 200; n++) {
    const subscription = newSubscription({ from: 'now', segments: 1 + (n % 3) });
    const { name } = subscription;
    const before = await example.store.head();
    // Appends at the very moment, too: what comes after the registration began is not behind the start.
    await Promise.all([
      ...stores.map(({ subscriptions }) => subscriptions.register([subscription])),
      ...(n % 4 === 0 ? [example.store.append(newStream(), notes(`${n}`), { expected: 'noStream' })] : []),
    ]);
    const { segments } = await stores[n % 2]!.subscriptions.beat(signOf('watcher', [name]));
    expect(segments.map(({ segment }) => segment)).toEqual(Array.from({ length: 1 + (n % 3) }, (_, i) => i));
    const starts = new Set(segments.map(({ position }) => position));
    expect(starts.size).toBe(1);
    for (const start of starts) {
      expect(start).toBeGreaterThanOrEqual(before);
      expect(start).toBeLessThanOrEqual(await example.store.head());
    }
  }
});

/** What the server refuses of two processes that register many subscriptions at once, in opposite orders. */
async function refusedOfOpposite(): Promise<readonly unknown[]> {
  const [one, two] = [subscriptionsOn(example), subscriptionsOn(example)];
  const refusals = (): readonly unknown[] => [...one.refusals, ...two.refusals];
  for (let n = 0; n < 5; n++) {
    const subscriptions = Array.from({ length: 200 }, () => newSubscription());
    const again = subscriptions.map((other) => ({ ...other, types: [`t${n}`], segments: 2 })).toReversed();
    await Promise.allSettled([one.subscriptions.register(subscriptions), two.subscriptions.register(again)]);
    await Promise.allSettled([one.subscriptions.register(again), two.subscriptions.register(again.toReversed())]);
    const names = subscriptions.map(({ name }) => name);
    if (refusals().length > 0) break;
    expect((await one.subscriptions.beat(signOf('watcher', names))).segments).toHaveLength(400);
  }
  return refusals();
}

test('many subscriptions registered in opposite orders at once are all there, and no two wait for each other', async () => {
  expect(await refusedOfOpposite()).toEqual([]);
  await withMutant(example, 'register_subscriptions', anyOrder, async () => {
    expect(await refusedOfOpposite()).toContain('40P01');
  });
});

/** How many events a subscription from now on has before it that were in flight, or came after one in flight: 2. */
async function wantedFromNowOn(): Promise<number | undefined> {
  const { store } = example;
  const { subscriptions } = store;
  const subscription = newSubscription({ from: 'now' });
  await example.dataSource.transaction(async (manager) => {
    await store.append(newStream(), notes('in flight'), { expected: 'noStream', manager });
    await store.append(newStream(), notes('first'), { expected: 'noStream' });
    await subscriptions.register([subscription]);
  });
  const [status] = await subscriptions.status(subscription.name);
  return status?.lagEvents;
}

test('what is in flight at the start is read: now is at or below the safe position', async () => {
  expect(await wantedFromNowOn()).toBe(2);
  await withMutant(example, 'register_subscriptions', wrongStart, async () => {
    expect(await wantedFromNowOn()).toBe(0);
  });
});

test('in a log without events, now is the beginning', async () => {
  const empty = new ExampleStore();
  await empty.open();
  try {
    const subscription = newSubscription({ from: 'now' });
    await empty.store.subscriptions.register([subscription]);
    const [status] = await empty.store.subscriptions.status();
    expect(status).toMatchObject({ name: subscription.name, position: 0, head: 0, lagEvents: 0, lagMs: 0 });
  } finally {
    await empty.close();
  }
});

test('one that is known keeps its checkpoint and takes the filter given', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ types: ['a'], from: 7 });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const before = (await subscriptions.beat(signOf('one', [name]))).segments[0];
  await subscriptions.register([subscription]);
  expect((await subscriptions.beat(signOf('one', [name]))).segments).toEqual([before]);
  await subscriptions.register([{ ...subscription, from: 'now', types: ['a', 'b'], categories: ['note'] }]);
  const [status] = await subscriptions.status(name);
  expect(status).toMatchObject({ position: 7, types: ['a', 'b'], categories: ['note'] });
  await subscriptions.register([newSubscription({ name, from: 0 })]);
  expect(await subscriptions.status(name)).toMatchObject([{ position: 7, types: undefined, categories: undefined }]);
});

test('another number of segments: all go on to one position, and are replaced under higher epochs', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ segments: 2 });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const sign = signOf('one', [name]);
  let first = await leaseOn(subscriptions, name, 'one', { segment: 0 });
  let second = await leaseOn(subscriptions, name, 'one', { segment: 1 });
  first = await subscriptions.advance(first, { position: 10 });
  second = await subscriptions.advance(second, { position: 4 });
  await subscriptions.register([{ ...subscription, segments: 3 }]);
  expect((await subscriptions.beat(sign)).segments).toMatchObject([
    { segment: 0, position: 10, drainTo: 10, segments: 2, owner: 'one' },
    { segment: 1, position: 4, drainTo: 10, segments: 2, owner: 'one' },
  ]);
  // It had gone on before it heard: then the other has to come after it.
  first = await subscriptions.advance(first, { position: 12 });
  expect((await subscriptions.beat(sign)).segments).toMatchObject([{ drainTo: 12 }, { drainTo: 12 }]);
  second = await subscriptions.advance(second, { position: 12 });
  const { segments } = await subscriptions.beat(sign);
  expect(segments).toMatchObject(
    [0, 1, 2].map((segment) => ({ segment, segments: 3, position: 12, owner: undefined, drainTo: undefined })),
  );
  for (const { epoch } of segments) expect(epoch).toBeGreaterThan(Math.max(first.epoch, second.epoch));
  for (const lease of [first, second]) {
    await expect(subscriptions.advance(lease, { position: 13 })).rejects.toBeInstanceOf(LeaseLost);
  }
  expect(await leaseOn(subscriptions, name, 'one', { segment: 2 })).toMatchObject({ segments: 3, position: 12 });
});

test('a division that was begun is taken back, or becomes another, before it is made', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ segments: 2 });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  await subscriptions.advance(await leaseOn(subscriptions, name, 'one'), { position: 3 });
  await subscriptions.register([{ ...subscription, segments: 5 }]);
  await subscriptions.register([subscription]);
  const sign = signOf('one', [name]);
  expect((await subscriptions.beat(sign)).segments).toMatchObject([{ drainTo: undefined }, { drainTo: undefined }]);
  await subscriptions.register([{ ...subscription, segments: 5 }]);
  await subscriptions.register([{ ...subscription, segments: 1 }]);
  expect((await subscriptions.beat(sign)).segments).toMatchObject([{ drainTo: 3 }, { drainTo: 3 }]);
  await subscriptions.advance(await leaseOn(subscriptions, name, 'one', { segment: 1 }), { position: 3 });
  expect((await subscriptions.beat(sign)).segments).toMatchObject([{ segments: 1, position: 3 }]);
});

test('the division waits for a commit under way, and the commit for nobody', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ segments: 1 });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, name, 'one');
  await subscriptions.register([{ ...subscription, segments: 2 }]);
  await example.owner.transaction(async (manager) => {
    await manager.query('UPDATE daybook.subscription_segments SET position = 5 WHERE subscription = $1', [name]);
    expect((await subscriptions.beat(signOf('one', [name]))).segments).toMatchObject([{ segments: 1, drainTo: 0 }]);
  });
  expect((await subscriptions.beat(signOf('one', [name]))).segments).toMatchObject([{ position: 5 }, { position: 5 }]);
  await expect(subscriptions.advance(lease, { position: 6 })).rejects.toBeInstanceOf(LeaseLost);
});

test('what is removed is gone with all that belongs to it, and can be registered anew', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ segments: 2, from: 9 });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, name, 'one');
  expect(await subscriptions.remove(name)).toBe(true);
  expect(await subscriptions.remove(name)).toBe(false);
  expect(await subscriptions.status(name)).toEqual([]);
  await expect(subscriptions.advance(lease, { position: 10 })).rejects.toBeInstanceOf(LeaseLost);
  expect(await subscriptions.claim('one', [lease], 1_000)).toEqual([]);
  await subscriptions.register([{ ...subscription, from: 3 }]);
  expect(await subscriptions.status(name)).toMatchObject([{ position: 3 }]);
});

test('a name is whatever a name can be', async () => {
  const { subscriptions } = example.store;
  const name = `"'; DROP TABLE é %_{}, ${randomUUID()}`;
  await subscriptions.register([newSubscription({ name, types: ['a,b', '"{}"'], categories: ["c'"] })]);
  expect(await subscriptions.status(name)).toMatchObject([{ name, types: ['a,b', '"{}"'], categories: ["c'"] }]);
  expect(await leaseOn(subscriptions, name, `{'"`)).toMatchObject({ subscription: name, owner: `{'"` });
});
