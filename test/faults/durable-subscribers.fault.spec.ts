import { type EventStore, SubscriptionRunner } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { hasSkipped } from './judgement/has-skipped.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { noting, summing } from './load/durable-consumers.js';
import { appendHeld } from './load/held-append.js';
import { writeLate } from './load/late-writers.js';
import { Ledger } from './load/ledger.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { requestOf } from './load/request.js';
import { appendSteadily } from './load/steady-appends.js';
import { Subscriber } from './load/subscriber.js';
import { relyOnNotifications } from './wrong-builds/deaf-wake-ups.js';
import { safeBelowXmin } from './wrong-builds/floors.js';
import { belowXminReader, gapTimeoutReader, naiveReader, readInTransactionOrder } from './wrong-builds/readers.js';
import { applyVariants } from './wrong-builds/sql-variant.js';

const runMs = inForm({ short: 1_000, long: 60_000 });
const holdMs = inForm({ short: 1_000, long: 10_000 });
const five = [1, 2, 3, 4, 5].map((n) => `noting-${n}`);

const closing = closingAfterEach();

interface Stage {
  readonly database: OwnDatabase;
  readonly writers: OpenedStore;
  readonly ledger: Ledger;
}

/** Five subscribers and a fold, in two processes' worth of runners. */
async function stage(): Promise<Stage> {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const writers = closing(await openStore(database.applicationUrl, { poolSize: 20 }));
  for (const worker of ['one', 'other']) {
    const { store } = closing(await openStore(database.applicationUrl));
    const runner = new SubscriptionRunner({ store, name: worker, stopWithinMs: 2_000 });
    for (const [n, name] of five.entries()) runner.add(noting(worker, { name, batchSize: 5 + 30 * n }));
    runner.add(summing());
    closing({ close: () => runner.stop() });
    await runner.start();
  }
  return { database, writers, ledger: new Ledger() };
}

test('F01: durable subscribers skip nothing behind late commits, where those who go on from the last position do', async () => {
  const { database, writers, ledger } = await stage();
  const naive = closing(new Subscriber('naive', naiveReader(database.pool)));
  const impatient = closing(new Subscriber('impatient', gapTimeoutReader(database.pool, 50)));
  const begun = performance.now();
  const ranFor = (): number => performance.now() - begun;
  const caught = (): boolean => hasSkipped(naive, ledger) && hasSkipped(impatient, ledger);
  await writeLate(writers, ledger, () => ranFor() < runMs || (ranFor() < runMs + 10_000 && !caught()));
  const { violations, events, healedMs } = await judgeDurable({ url: database.url, notedBy: five });
  expect(violations).toEqual([]);
  await Promise.all([naive.stop(), impatient.stop()]);
  const lost = [naive, impatient].map(({ seen }) => events - seen.length);
  printFelt(
    'F01 durable subscribers',
    { injected: ledger.entries.length, 'lost by the naive': lost[0]!, 'lost by the impatient': lost[1]! },
    `all at the end after ${healedMs} ms`,
  );
});

test('F02: durable subscribers wait behind an append that stays open, and go on when it ends', async () => {
  const { database, writers, ledger } = await stage();
  const impatient = closing(new Subscriber('impatient', gapTimeoutReader(database.pool, 50)));
  const shares = [{ streamId: 'slow-1', expected: 'noStream', count: 3 } as const];
  const open = appendHeld(writers, ledger, shares, { pauseMs: holdMs });
  while ((await writers.store.heldFloors()).length === 0) await sleep(1);
  const others = inForm({ short: 200, long: 10_000 });
  for (let n = 0; n < others; n += 20) {
    const call = (m: number) => ledger.append(writers.store, [{ streamId: `quick-${m}`, expected: 'any' }]);
    await Promise.all(Array.from({ length: 20 }, (_, m) => call(m)));
  }
  await open;
  const { violations, healedMs } = await judgeDurable({ url: database.url, notedBy: five });
  expect(violations).toEqual([]);
  await sleep(100);
  await impatient.stop();
  const met = new Set(impatient.seen.map(({ streamId }) => streamId));
  expect(met).not.toContain('slow-1');
  printFelt('F02 durable subscribers', { injected: others, felt: met.size }, `all at the end after ${healedMs} ms`);
});

test('F03, F04: rows of one’s own and the open transactions of others neither turn their order nor hold them up', async () => {
  const { database, writers, ledger } = await stage();
  await database.pool.query(`CREATE TABLE orders (id text); GRANT INSERT ON orders TO PUBLIC`);
  const unrelated = await database.pool.connect();
  await unrelated.query("BEGIN; INSERT INTO orders VALUES ('of somebody else')");
  closing({
    close: async () => {
      await unrelated.query('ROLLBACK');
      unrelated.release();
    },
  });
  const stalled = closing(new Subscriber('who reads below xmin', belowXminReader(database.pool)));
  const pairs = inForm({ short: 50, long: 1_000 });
  let longestMs = 0;
  for (let n = 0; n < pairs; n++) {
    await writers.dataSource.transaction(async (manager) => {
      await manager.query('INSERT INTO orders VALUES ($1)', [n]);
      await ledger.append(writers.store, [{ streamId: `order-${n}`, expected: 'noStream' }]);
      const second = requestOf([{ streamId: `order-${n}`, expected: 1 }]);
      await writers.store.appendAll(second.appends, { manager });
    });
    if (n % 10 > 0) continue;
    const begun = performance.now();
    const { violations } = await judgeDurable({ url: database.url, notedBy: five });
    expect(violations).toEqual([]);
    longestMs = Math.max(longestMs, performance.now() - begun);
  }
  const inTurn = await readInTransactionOrder(database.pool);
  const turned = inTurn.filter(({ position }, n) => position < (inTurn[n - 1]?.position ?? 0)).length;
  expect(stalled.seen).toEqual([]);
  printFelt(
    'F03 and F04 durable subscribers',
    { injected: pairs, 'turned for who reads in the order of transactions': turned },
    `longest way to the end ${Math.round(longestMs)} ms`,
  );
});

test('F04: where the log is safe below what runs no more, durable subscribers stand still', async () => {
  const { database, writers, ledger } = await stage();
  const unrelated = await database.pool.connect();
  await unrelated.query('BEGIN; SELECT pg_current_xact_id()');
  closing({
    close: async () => {
      await unrelated.query('ROLLBACK');
      unrelated.release();
    },
  });
  const append = (): Promise<unknown> => ledger.append(writers.store, [{ streamId: 'orders-1', expected: 'any' }]);
  await append();
  expect((await judgeDurable({ url: database.url, notedBy: five })).violations).toEqual([]);
  await applyVariants(database.url, 'daybook', safeBelowXmin);
  await append();
  const { violations } = await judgeDurable({ url: database.url, notedBy: five, withinMs: 1_000 });
  expect(ledger.with('appended')).toHaveLength(2);
  expect(violations.filter((violation) => violation.startsWith('I11'))).toHaveLength(five.length + 1);
});

test('F15: durable subscribers miss nothing while the connections that listen are ended again and again', async () => {
  const { database, writers, ledger } = await stage();
  const until = performance.now() + runMs;
  const appending = appendSteadily(writers.store, ledger, () => performance.now() < until, 20);
  let kills = 0;
  while (performance.now() < until) {
    const { rowCount } = await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE '%(wake-ups)'`,
    );
    kills += rowCount ?? 0;
    await sleep(100);
  }
  await appending;
  const { violations, healedMs, events } = await judgeDurable({ url: database.url, notedBy: five });
  expect(violations).toEqual([]);
  printFelt('F15 durable subscribers', { injected: kills, events }, `all at the end after ${healedMs} ms`);
});

/** What is wrong with what a process writes whose listening connection is ended once, and then something is appended. */
async function afterItsConnection(
  wakes: (store: EventStore, database: OwnDatabase) => Promise<void>,
  withinMs: number,
): Promise<readonly string[]> {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const [writer, reader] = [await openStore(database.applicationUrl), await openStore(database.applicationUrl)];
  closing(writer);
  closing(reader);
  await wakes(reader.store, database);
  const runner = new SubscriptionRunner({ store: reader.store, stopWithinMs: 2_000 });
  runner.add(noting('reader'));
  closing({ close: () => runner.stop() });
  await runner.start();
  const ledger = new Ledger();
  const append = (): Promise<unknown> => ledger.append(writer.store, [{ streamId: 'orders-1', expected: 'any' }]);
  await append();
  expect((await judgeDurable({ url: database.url, summed: false })).violations).toEqual([]);
  const { rows, rowCount } = await database.pool.query<{ pid: number }>(
    `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE '%(wake-ups)'`,
  );
  expect(rowCount).toBeGreaterThan(0);
  // It may hear one more before it goes.
  while (
    !(await areGone(
      database,
      rows.map(({ pid }) => pid),
    ))
  )
    await sleep(5);
  for (let n = 0; n < 5; n++) await append();
  expect(ledger.with('appended')).toHaveLength(6);
  return (await judgeDurable({ url: database.url, summed: false, withinMs })).violations;
}

async function areGone({ pool }: OwnDatabase, pids: readonly number[]): Promise<boolean> {
  return (await pool.query('SELECT FROM pg_stat_activity WHERE pid = ANY ($1)', [pids])).rowCount === 0;
}

test('F15: a durable subscriber does not rely on notifications; one that does stands still when its connection is ended', async () => {
  expect(await afterItsConnection(() => Promise.resolve(), 20_000)).toEqual([]);
  const wrong = await afterItsConnection(async (store, { applicationSessionUrl }) => {
    closing({ close: await relyOnNotifications(store, applicationSessionUrl) });
  }, 1_000);
  expect(wrong).toContainEqual(expect.stringContaining('I11 noting'));
});
