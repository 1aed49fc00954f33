import { afterEach, expect, test } from '@jest/globals';
import { LeaseLost } from '../../subscription/lease-lost.error.js';
import type { Parking } from '../../subscription/parked-event.js';
import type { Lease } from '../../subscription/segment.js';
import { ExampleStore } from '../example/example-store.js';
import { withMutant } from './example/mutant.js';
import { leaseOn, newSubscription, parking, signOf } from './example/subscriptions.js';
import { wrongFences } from './example/wrong-builds.js';

const example = ExampleStore.ofThisSpec();
// Who holds something is told of it with each sign of life.
afterEach(() => example.store.subscriptions.leave('one'));

/** A lease on a new subscription that has parked these. */
async function leaseWith(...parked: readonly Parking[]): Promise<Lease> {
  const { subscriptions } = example.store;
  const subscription = newSubscription();
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, subscription.name, newSubscription().name);
  return subscriptions.advance(lease, { position: 100, parked });
}

test('what is parked is listed by key and position, whole, by key, or one by one', async () => {
  const { subscriptions } = example.store;
  const failed = parking('b', 5, 'it broke\0 with \ud800 half a pair');
  const parked = [failed, parking('b', 9), parking('a', 7, 'other'), parking('é "{},\\', 6, 'x')];
  const { subscription } = await leaseWith(...parked);
  const listed = await subscriptions.parked(subscription);
  expect(listed.map(({ key, position }) => [key, position])).toEqual([
    ['a', 7],
    ['b', 5],
    ['b', 9],
    ['é "{},\\', 6],
  ]);
  expect(listed[1]).toEqual({
    ...failed,
    failure: 'it broke\ufffd with \ufffd half a pair',
    subscription,
    parkedAt: expect.any(Date),
    retryRequestedAt: undefined,
  });
  expect(Math.abs(Date.now() - listed[1]!.parkedAt.getTime())).toBeLessThan(60_000);
  expect(listed[2]).toMatchObject({ failure: undefined, attempts: 0 });
  expect(await subscriptions.parked(subscription, { key: 'b' })).toEqual(listed.slice(1, 3));
  expect(await subscriptions.parked(subscription, { position: 9 })).toEqual(listed.slice(2, 3));
  expect(await subscriptions.parked(subscription, { limit: 1 })).toEqual(listed.slice(0, 1));
  const keys = await subscriptions.parkedKeys(subscription);
  expect(keys).toEqual(
    new Map([
      ['a', 1],
      ['b', 2],
      ['é "{},\\', 1],
    ]),
  );
  expect(await subscriptions.status(subscription)).toMatchObject([{ parkedKeys: 3, parkedEvents: 4 }]);
});

test('a retry concerns whole keys, in order, and what comes to wait behind them meanwhile', async () => {
  const { subscriptions } = example.store;
  const lease = await leaseWith(parking('b', 5, 'x'), parking('b', 9), parking('a', 7, 'x'), parking('c', 3, 'x'));
  const { subscription } = lease;
  const before = (await subscriptions.beat(signOf(lease.owner, [subscription]))).segments[0]!.revision;
  expect(await subscriptions.dueRetries(subscription, 10)).toEqual([]);
  expect(await subscriptions.retry(subscription, { position: 9 })).toBe(2);
  expect(await subscriptions.retry(subscription, { key: 'a' })).toBe(1);
  expect(await subscriptions.retry(subscription, { key: 'nobody' })).toBe(0);
  expect((await subscriptions.beat(signOf(lease.owner, [subscription]))).segments[0]!.revision).toBeGreaterThan(before);
  const due = [
    { key: 'b', position: 5 },
    { key: 'b', position: 9 },
    { key: 'a', position: 7 },
  ];
  expect(await subscriptions.dueRetries(subscription, 10)).toEqual(due);
  expect(await subscriptions.dueRetries(subscription, 2)).toEqual(due.slice(0, 2));
  const behind = await subscriptions.advance(lease, { position: 120, parked: [parking('b', 110)] });
  await subscriptions.advance(behind, { position: 120, unparked: due.slice(0, 2) });
  expect(await subscriptions.dueRetries(subscription, 10)).toEqual([
    { key: 'a', position: 7 },
    { key: 'b', position: 110 },
  ]);
});

test('what fails again is parked anew, and its key waits for the next word', async () => {
  const { subscriptions } = example.store;
  const first = parking('b', 5, 'x');
  const lease = await leaseWith(first, parking('b', 9), parking('a', 7, 'x'));
  const { subscription } = lease;
  const [before] = await subscriptions.parked(subscription, { position: 5 });
  expect(await subscriptions.retry(subscription)).toBe(3);
  await subscriptions.advance(lease, { position: 100, parked: [{ ...first, failure: 'again', attempts: 2 }] });
  expect(await subscriptions.dueRetries(subscription, 10)).toEqual([{ key: 'a', position: 7 }]);
  const [after] = await subscriptions.parked(subscription, { position: 5 });
  expect(after).toEqual({ ...before, failure: 'again', attempts: 2 });
});

test('what is dropped is on record, and those behind it wait for a retry', async () => {
  const { subscriptions } = example.store;
  const { subscription } = await leaseWith(parking('b', 5, 'x'), parking('b', 9), parking('a', 7, 'y'));
  expect(await subscriptions.drop(subscription, { key: 'b', position: 5 }, 'never to be', 'Ada')).toBe(1);
  expect(await subscriptions.drop(subscription, { key: 'b', position: 5 }, 'again', 'Ada')).toBe(0);
  expect(await subscriptions.drop(subscription, { key: 'a' }, 'enough', 'Bob')).toBe(1);
  expect(await subscriptions.dropped(subscription)).toMatchObject([
    { key: 'a', position: 7, failure: 'y', reason: 'enough', droppedBy: 'Bob', droppedAt: expect.any(Date) },
    { key: 'b', position: 5, failure: 'x', reason: 'never to be', droppedBy: 'Ada', parkedAt: expect.any(Date) },
  ]);
  expect(await subscriptions.dueRetries(subscription, 10)).toEqual([]);
  expect(await subscriptions.retry(subscription, { key: 'b' })).toBe(1);
  expect(await subscriptions.dueRetries(subscription, 10)).toEqual([{ key: 'b', position: 9 }]);
  expect(await subscriptions.drop(subscription, {}, 'all', 'Ada')).toBe(1);
});

/** Whether what was dropped while it was tried again can be kept as done. */
async function keepsDropped(): Promise<boolean> {
  const { subscriptions } = example.store;
  const lease = await leaseWith(parking('b', 5, 'x'));
  await subscriptions.retry(lease.subscription);
  await subscriptions.drop(lease.subscription, {}, 'meanwhile', 'Ada');
  return subscriptions.advance(lease, { position: 100, unparked: [{ key: 'b', position: 5 }] }).then(
    () => true,
    (error: unknown) => !(error instanceof LeaseLost),
  );
}

test('what was dropped while it was tried again has no effect', async () => {
  expect(await keepsDropped()).toBe(false);
  await withMutant(example, 'advance_segment', wrongFences.noLookAtDropped, async () => {
    expect(await keepsDropped()).toBe(true);
  });
});

/** How many events of a key stay behind without a retry, if one is asked for while they are being parked. */
async function forgottenByRetry(): Promise<number> {
  const { subscriptions } = example.store;
  const lease = await leaseWith(parking('b', 5, 'x'));
  const { subscription } = lease;
  let retrying: Promise<number> = Promise.resolve(0);
  await example.dataSource.transaction(async (manager) => {
    const behind = [{ ...parking('b', 110), failure: null }];
    const values = [subscription, 0, lease.owner, lease.epoch, 100, 110, JSON.stringify(behind)];
    await manager.query('SELECT daybook.advance_segment($1, $2, $3, $4, $5, $6, $7, NULL)', values);
    retrying = subscriptions.retry(subscription);
    await Promise.race([retrying, new Promise((resolve) => setTimeout(resolve, 100))]);
  });
  await retrying;
  const { length } = (await subscriptions.parked(subscription)).filter((one) => one.retryRequestedAt === undefined);
  return length;
}

test('a retry finds what is being parked at that moment', async () => {
  expect(await forgottenByRetry()).toBe(0);
  await withMutant(example, 'advance_segment', wrongFences.noLock, async () => {
    expect(await forgottenByRetry()).toBe(1);
  });
});

test('a release that knows of no shares parks and applies what it parks itself, and is refused the rest', async () => {
  const { subscriptions } = example.store;
  const lease = await leaseWith({ ...parking('s', 7, 'x'), share: '0/1' });
  const { subscription } = lease;
  const advance = async (parked: readonly object[] | null, unparked: readonly object[] | null): Promise<unknown> => {
    const values = [subscription, 0, lease.owner, lease.epoch, 100, 100, parked, unparked];
    const said = values.map((value) => (Array.isArray(value) ? JSON.stringify(value) : value));
    const [row] = await example.dataSource.query<{ advanced: boolean }[]>(
      'SELECT daybook.advance_segment($1, $2, $3, $4, $5, $6, $7, $8) AS advanced',
      said,
    );
    return row?.advanced;
  };
  const own = { ...parking('b', 5, 'x'), streamId: 'b' };
  expect(await advance([own, parking('c', 5, 'x')], null)).toBe(true);
  expect(await subscriptions.parkedCounts(subscription)).toEqual(
    expect.arrayContaining([
      { key: 'b', share: '?', events: 1 },
      { key: 'c', share: '', events: 1 },
    ]),
  );
  expect(await advance(null, [{ key: 's', position: 7 }])).toBe(false);
  expect(
    await advance(null, [
      { key: 'b', position: 5 },
      { key: 'c', position: 5 },
    ]),
  ).toBe(true);
  expect((await subscriptions.parked(subscription)).map(({ key }) => key)).toEqual(['s']);
});

test('parked in a commit that loses its lease, nothing is parked', async () => {
  const { subscriptions } = example.store;
  const lease = await leaseWith();
  await leaseOn(subscriptions, lease.subscription, lease.owner);
  const lost = subscriptions.commit(lease, () => Promise.resolve({ position: 101, parked: [parking('a', 101, 'x')] }));
  await expect(lost).rejects.toBeInstanceOf(LeaseLost);
  expect(await subscriptions.parked(lease.subscription)).toEqual([]);
});

test('a pause, a stop of its own and a resumption are told to owners and operators', async () => {
  const { subscriptions } = example.store;
  const lease = await leaseWith();
  const { subscription: name } = lease;
  const sign = signOf(lease.owner, [name]);
  const [running] = (await subscriptions.beat(sign)).segments;
  expect(await subscriptions.pause(name, 'the night')).toBe(true);
  expect(await subscriptions.pause('nobody', 'x')).toBe(false);
  expect((await subscriptions.beat(sign)).segments).toMatchObject([{ halted: true }]);
  await subscriptions.stop(lease, 'too much is parked');
  expect(await subscriptions.status(name)).toMatchObject([
    { paused: { at: expect.any(Date), reason: 'the night' }, stopped: { reason: 'too much is parked' } },
  ]);
  expect(await subscriptions.resume(name)).toBe(true);
  expect(await subscriptions.resume('nobody')).toBe(false);
  const [resumed] = (await subscriptions.beat(sign)).segments;
  expect(resumed).toMatchObject({ halted: false, owner: lease.owner, epoch: lease.epoch });
  expect(resumed!.revision).toBeGreaterThan(running!.revision);
  expect(await subscriptions.status(name)).toMatchObject([{ paused: undefined, stopped: undefined }]);
});
