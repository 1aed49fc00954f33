import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import { leaseOn, newSubscription, signOf } from './example/subscriptions.js';

const example = ExampleStore.ofThisSpec();
let category = 0;

/** Appends notes to a new stream of a new category. */
async function appended(count: number): Promise<{ readonly category: string; readonly positions: readonly number[] }> {
  const name = `kind${++category}`;
  const texts = Array.from({ length: count }, (_, n) => `${n}`);
  const stream = newStream(name);
  await example.store.append(stream, notes(...texts), { expected: 'noStream' });
  const positions: number[] = [];
  for await (const { position } of example.store.readStream(stream)) positions.push(position);
  return { category: name, positions };
}

test('news are the kinds of what has come, and up to where they tell', async () => {
  const { subscriptions } = example.store;
  const before = await example.store.head();
  expect(await subscriptions.news(before)).toEqual({ to: before, more: false, kinds: [] });
  const one = await appended(3);
  const two = await appended(2);
  const news = await subscriptions.news(before);
  expect(news).toMatchObject({ to: two.positions.at(-1), more: false });
  expect(news.kinds).toHaveLength(2);
  for (const { category: name } of [one, two]) {
    expect(news.kinds).toContainEqual({ type: 'example.noted', category: name });
  }
  expect(await subscriptions.news(two.positions[0]!)).toEqual({
    to: two.positions.at(-1),
    more: false,
    kinds: [{ type: 'example.noted', category: two.category }],
  });
  // Beyond the end, as after a fail-over.
  expect(await subscriptions.news(before + 1_000)).toEqual({ to: before + 1_000, more: false, kinds: [] });
});

test('news end below what is in flight', async () => {
  const { subscriptions } = example.store;
  const before = await example.store.head();
  await example.dataSource.transaction(async (manager) => {
    await example.store.append(newStream(), notes('in flight'), { expected: 'noStream', manager });
    await appended(1);
    expect(await subscriptions.news(before)).toEqual({ to: before, more: false, kinds: [] });
  });
  expect((await subscriptions.news(before)).to).toBe(await example.store.head());
});

test('news of more than 5,000 events come in parts', async () => {
  const { subscriptions } = example.store;
  const before = await example.store.head();
  const first = await appended(5_000);
  expect(await subscriptions.news(before)).toMatchObject({ to: first.positions.at(-1), more: false });
  const second = await appended(1);
  expect(await subscriptions.news(before)).toEqual({
    to: first.positions.at(-1),
    more: true,
    kinds: [{ type: 'example.noted', category: first.category }],
  });
  expect(await subscriptions.news(first.positions.at(-1)!)).toMatchObject({
    to: second.positions[0],
    more: false,
    kinds: [{ category: second.category }],
  });
});

test('the lag is counted in events that are wanted, and from when the first of them was recorded', async () => {
  const { subscriptions } = example.store;
  const from = await example.store.head();
  const wanted = await appended(3);
  await sleep(120);
  await appended(2);
  const all = newSubscription({ from });
  const some = newSubscription({ from, categories: [wanted.category], types: ['example.noted'] });
  const others = newSubscription({ from, types: ['example.other'] });
  await subscriptions.register([all, some, others]);
  const head = await example.store.head();
  const status = async (name: string) => (await subscriptions.status(name))[0]!;
  expect(await status(all.name)).toMatchObject({ position: from, head, lagEvents: 5 });
  expect(await status(some.name)).toMatchObject({ position: from, head, lagEvents: 3 });
  expect((await status(some.name)).lagMs).toBeGreaterThanOrEqual(120);
  expect((await status(some.name)).lagMs).toBeLessThan(10_000);
  expect(await status(others.name)).toMatchObject({ position: from, head, lagEvents: 0, lagMs: 0 });
  await subscriptions.advance(await leaseOn(subscriptions, some.name, 'one'), { position: wanted.positions[2]! });
  expect(await status(some.name)).toMatchObject({ lagEvents: 0, lagMs: 0 });
  const named = (await subscriptions.status()).map(({ name }) => name);
  expect(named).toEqual([...named].sort());
  expect(named).toEqual(expect.arrayContaining([all.name, some.name, others.name]));
});

test('a status says who holds each segment and what stands in its way', async () => {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ segments: 2, kind: 'reaction' });
  const { name } = subscription;
  await subscriptions.register([subscription]);
  const lease = await leaseOn(subscriptions, name, 'one');
  const report = { subscription: name, segment: 0, epoch: lease.epoch, checkpoint: 0, position: 0 };
  await subscriptions.beat(signOf('one', [name], { reports: [{ ...report, failure: 'no way' }] }));
  const [before] = await subscriptions.status(name);
  expect(before).toMatchObject({
    kind: 'reaction',
    position: 0,
    segments: [
      { segment: 0, owner: 'one of the example', epoch: 1, failure: 'no way', advancedAt: expect.any(Date) },
      { segment: 1, owner: undefined, epoch: 0, failure: undefined },
    ],
    paused: undefined,
    stopped: undefined,
  });
  await subscriptions.beat(signOf('one', [name], { reports: [{ ...report, position: 8, failure: undefined }] }));
  const [after] = await subscriptions.status(name);
  expect(after?.segments[0]).toMatchObject({ position: 8, failure: undefined });
  expect(after!.segments[0]!.advancedAt.getTime()).toBeGreaterThan(before!.segments[0]!.advancedAt.getTime());
  expect(after?.position).toBe(0);
});

test('processes are those who have given a sign of life, in the order of their ids', async () => {
  const { subscriptions } = example.store;
  await subscriptions.beat(signOf('p-2', ['x']));
  await subscriptions.beat(signOf('p-3', ['x'], { leaseMs: 1 }));
  await sleep(5);
  const { processes } = await subscriptions.beat(signOf('p-1', ['y', 'x']));
  const named = processes.filter(({ id }) => id.startsWith('p-'));
  expect(named).toEqual([
    { id: 'p-1', name: 'p-1 of the example', runs: ['y', 'x'] },
    { id: 'p-2', name: 'p-2 of the example', runs: ['x'] },
  ]);
  expect((await subscriptions.processes()).filter(({ id }) => id.startsWith('p-'))).toEqual(named);
  // Forgotten in the end, those who have gone without a word.
  await example.ask(
    `UPDATE daybook.subscription_processes SET alive_until = now() - interval '1 day' WHERE id = 'p-2'`,
  );
  await subscriptions.beat(signOf('p-1', ['x']));
  expect(await example.ask(`SELECT id FROM daybook.subscription_processes WHERE id = 'p-2'`)).toEqual([]);
});
