import { expect, test } from '@jest/globals';
import type { Lease } from '../../subscription/segment.js';
import { ExampleStore } from '../example/example-store.js';
import { type Mutation, withMutant } from './example/mutant.js';
import { leaseOn, newSubscription } from './example/subscriptions.js';
import { asOfTheClaim } from './example/wrong-builds.js';

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
