import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { untilWaitingForLock } from './injection/waiting-for-lock.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { requestOf } from './load/request.js';
import { Subscriber } from './load/subscriber.js';
import { bareAppend } from './wrong-builds/bare-append.js';
import { unsortedLocks } from './wrong-builds/locks.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const rounds = inForm({ short: 50, long: 1_000 });

const closing = closingAfterEach();

/** Two processes that name the same streams in opposite order, each in a call of its own. */
async function race(stores: readonly OpenedStore[], ledger: Ledger, streams: readonly string[]): Promise<void> {
  const orders = [streams, [...streams].reverse()];
  await Promise.all(
    stores.map(({ store }, n) =>
      ledger.append(
        store,
        orders[n % 2]!.map((streamId) => ({ streamId, expected: 'any' })),
      ),
    ),
  );
}

async function twoProcesses(database: OwnDatabase, schema = 'daybook'): Promise<readonly OpenedStore[]> {
  return Promise.all([1, 2].map(async () => closing(await openStore(database.applicationUrl, { schema }))));
}

/** How often PostgreSQL has found a circle. Processes tell it when they end. */
async function deadlocks({ pool }: OwnDatabase, stores: readonly OpenedStore[]): Promise<number> {
  await Promise.all(stores.map((one) => one.close()));
  const others = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user`;
  while ((await pool.query(others)).rowCount !== 0) await sleep(5);
  const text = 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()';
  const { rows } = await pool.query<{ deadlocks: string }>(text);
  return Number(rows[0]!.deadlocks);
}

test('appends that name the same streams in opposite order all succeed, and none ever waits for the other in a circle', async () => {
  const database = closing(await createOwnDatabase());
  const stores = await twoProcesses(database);
  const ledger = new Ledger();
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(stores[0]!.store)))];
  for (let round = 0; round < rounds; round++) {
    // New streams, then the same ones again, then some of both.
    const streams = ['a', 'b', 'c'].map((name) => `${name}-${round}`);
    await race(stores, ledger, streams);
    await race(stores, ledger, streams);
    await race(stores, ledger, [...streams, `d-${round}`, `e-${round}`]);
  }
  const run = await judge({ url: database.url, ledger, subscribers });
  const both = ledger.entries.filter(
    ({ at, tookMs }, n) => n % 2 === 1 && at - tookMs < ledger.entries[n - 1]!.at,
  ).length;
  const slowestMs = Math.round(Math.max(...ledger.entries.map(({ tookMs }) => tookMs)));
  printFelt(
    'F18 opposite order',
    { injected: 3 * rounds, felt: both },
    `slowest append ${slowestMs} ms; felt are those with both in flight at once`,
  );
  expect(run.violations).toEqual([]);
  expect(ledger.with('appended')).toHaveLength(6 * rounds);
  expect(await deadlocks(database, stores)).toBe(0);
});

/**
 * A transaction of the application appends to one stream and then to the one before it, while somebody else appends to
 * both and has the first of them already.
 */
async function deadlock(
  pool: Pool,
  { store, dataSource }: OpenedStore,
  ledger: Ledger,
  other: () => Promise<unknown>,
): Promise<void> {
  const late = requestOf([{ streamId: 'circle-2', expected: 'any' }]);
  const early = requestOf([{ streamId: 'circle-1', expected: 'any' }]);
  const begun = performance.now();
  let sent: Promise<unknown> | undefined;
  const results = await dataSource.transaction(async (manager) => {
    // PostgreSQL ends whoever finds the circle; this one does not look.
    await manager.query(`SET LOCAL deadlock_timeout = '10s'`);
    const first = await store.appendAll(late.appends, { manager });
    sent = other();
    await untilWaitingForLock(pool);
    return [first, await store.appendAll(early.appends, { manager })] as const;
  });
  ledger.enter(late, { outcome: 'appended', result: results[0] }, begun);
  ledger.enter(early, { outcome: 'appended', result: results[1] }, begun);
  await sent;
}

test('an append that loses a deadlock against a transaction of the application is sent again', async () => {
  const database = closing(await createOwnDatabase());
  await database.pool.query(`ALTER DATABASE ${database.name} SET deadlock_timeout = '100ms'`);
  await database.pool.query(`GRANT SET ON PARAMETER deadlock_timeout TO ${database.applicationRole}`);
  const [one, two] = (await twoProcesses(database)) as [OpenedStore, OpenedStore];
  const ledger = new Ledger();
  await ledger.append(one.store, [{ streamId: 'circle-1', expected: 'noStream' }]);
  await ledger.append(one.store, [{ streamId: 'circle-2', expected: 'noStream' }]);
  const shares = ['circle-1', 'circle-2'].map((streamId) => ({ streamId, expected: 'any' }) as const);
  const circles = inForm({ short: 5, long: 200 });
  for (let n = 0; n < circles; n++) await deadlock(database.pool, one, ledger, () => ledger.append(two.store, shares));
  const run = await judge({ url: database.url, ledger });
  expect(run.violations).toEqual([]);
  expect(ledger.with('appended').filter(({ request }) => request.appends.length === 2)).toHaveLength(circles);

  // The wrong build sends it once.
  const failures: unknown[] = [];
  const bare = bareAppend(database.pool);
  for (let n = 0; n < 5 && failures.length === 0; n++) {
    await deadlock(database.pool, one, ledger, () =>
      bare.appendAll(requestOf(shares).appends).catch((error: unknown) => failures.push(error)),
    );
  }
  expect(failures).toMatchObject([{ code: '40P01' }]);
  const felt = await deadlocks(database, [one, two]);
  printFelt('F18 deadlock with a transaction', { injected: circles, felt });
});

test('a function that locks streams in the order in which they are named is caught', async () => {
  const database = closing(await createOwnDatabase());
  await database.pool.query(`ALTER DATABASE ${database.name} SET deadlock_timeout = '50ms'`);
  await migrateWrongBuild(database, 'wrong', unsortedLocks);
  const stores = await twoProcesses(database, 'wrong');
  const ledger = new Ledger();
  const streams = Array.from({ length: 10 }, (_, n) => `many-${n}`);
  await ledger.append(
    stores[0]!.store,
    streams.map((streamId) => ({ streamId, expected: 'any' })),
  );
  for (let round = 0; round < 5; round++) await race(stores, ledger, streams);
  expect(await deadlocks(database, stores)).toBeGreaterThan(0);
});
