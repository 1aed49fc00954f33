import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Lease } from '../../subscription/segment.js';
import { ExampleStore } from '../example/example-store.js';
import { type Mutation, withMutant } from './example/mutant.js';
import { leaseOn, newSubscription } from './example/subscriptions.js';
import { asOfTheClaim, ofWhoeverIsFirst } from './example/wrong-builds.js';

const example = ExampleStore.ofThisSpec();

/** An advisory lock that the test holds. */
const gate = 4_714;

/** `lease_end` waits at the gate: where a claim asks for it, its snapshot is taken and its locks are not. */
const waitsAtTheGate: readonly Mutation[] = [
  [
    'LANGUAGE sql IMMUTABLE PARALLEL SAFE\nRETURN CASE',
    `LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(${gate}); RETURN CASE`,
  ],
  ['ELSE leased_until END;', "ELSE leased_until END; END';"],
];

async function untilOneWaits(): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${gate} AND NOT granted
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  const end = performance.now() + 20_000;
  while ((await example.ask(waiting)).length === 0) {
    if (performance.now() > end) throw new Error('No claim has come to the gate.');
  }
}

/** What a process has that claims by a snapshot from before another release has put a type on record, and locks after it. */
async function claimedAcrossARegistration(): Promise<Lease> {
  const { subscriptions } = example.store;
  const subscription = newSubscription({ types: ['a'] });
  const { name } = subscription;
  await subscriptions.register([subscription], ['a']);
  // Of a process that is gone, so that it is asked when its lease ends.
  await leaseOn(subscriptions, name, 'gone', { leaseMs: 0.001 });
  let claiming: Promise<Lease> | undefined;
  await withMutant(example, 'lease_end', waitsAtTheGate, async () => {
    await example.owner.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [gate]);
      claiming = leaseOn(subscriptions, name, 'old');
      claiming.catch(() => undefined);
      await untilOneWaits();
      await subscriptions.register([{ ...subscription, types: ['a', 'z'] }], ['a', 'z']);
    });
    await claiming;
  });
  return claiming as Promise<Lease>;
}

test('a claim that has begun before a type was put on record, and has its segment after it, names the type', async () => {
  const lease = await claimedAcrossARegistration();
  expect(lease).toMatchObject({ owner: 'old', types: ['a', 'z'] });
  expect(await example.store.subscriptions.advance(lease, { position: 7 })).toMatchObject({ position: 7 });
});

test('with the types of its snapshot it would pass over events of that type, and no epoch would keep it from that', async () => {
  await withMutant(example, 'types_on_record', asOfTheClaim, async () => {
    const lease = await claimedAcrossARegistration();
    expect(lease).toMatchObject({ owner: 'old', types: ['a'] });
    expect(await example.store.subscriptions.advance(lease, { position: 7 })).toMatchObject({ position: 7 });
  });
});

/** What generations of a projection want that a process puts on record which knows `a` and `b`, where another one wants `z`. */
async function wantedByNewGenerations(): Promise<readonly unknown[]> {
  const { subscriptions } = example.store;
  const projection = `p-${randomUUID()}`;
  const generation = (number: string, types?: readonly string[]) =>
    newSubscription({ name: `${projection}@${number}`, kind: 'projection', types });
  await subscriptions.register([generation('1.1', ['a', 'b', 'z'])], ['a', 'b', 'z']);
  const young = [generation('1.2', ['a']), generation('1.3'), generation('2.1', ['a']), generation('11.1', ['a'])];
  await subscriptions.register(young, ['a', 'b']);
  await subscriptions.register([generation('1.4', ['a'])], ['a', 'b', 'z']);
  const all = [...young, generation('1.4')].map(({ name }) => subscriptions.status(name));
  return (await Promise.all(all)).map(([status]) => status?.types);
}

test('a generation that is new wants what others of its version want and the process does not know', async () => {
  expect(await wantedByNewGenerations()).toEqual([['a', 'z'], undefined, ['a'], ['a'], ['a']]);
  await withMutant(example, 'register_subscriptions', ofWhoeverIsFirst, async () => {
    expect(await wantedByNewGenerations()).toEqual([['a'], undefined, ['a'], ['a'], ['a']]);
  });
});

test('it wants what appends fold into the generation that is read, too', async () => {
  const { subscriptions } = example.store;
  const projection = `p-${randomUUID()}`;
  await example.ask(
    `INSERT INTO daybook.projection_generations
       (projection, version, generation, tables_schema, read_models, state, created_at, inline_types)
     VALUES ($1, 1, 1, 'nowhere', '[]', 'live', now(), '{a,z}')`,
    [projection],
  );
  const subscription = newSubscription({ name: `${projection}@1.2`, kind: 'projection', types: ['a'] });
  await subscriptions.register([subscription], ['a']);
  expect(await subscriptions.status(subscription.name)).toMatchObject([{ types: ['a', 'z'] }]);
});
