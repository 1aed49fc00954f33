import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { hasSkipped } from './judgement/has-skipped.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { writeLate } from './load/late-writers.js';
import { Ledger } from './load/ledger.js';
import { LiveSubscriber } from './load/live-subscriber.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { Subscriber } from './load/subscriber.js';
import { deaf } from './wrong-builds/deaf-wake-ups.js';
import { naiveReader } from './wrong-builds/readers.js';

const runMs = inForm({ short: 1_500, long: 60_000 });
const closing = closingAfterEach();
let database: TestDatabase;
let pool: Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  closing({ close: () => database.drop() });
  pool = new Pool({ connectionString: database.url, max: 4 });
  closing({ close: () => pool.end() });
});

async function opened(): Promise<OpenedStore> {
  const made = await openStore(database.applicationSessionUrl, { poolSize: 20 });
  closing(made);
  return closing({
    ...made,
    close: async () => {
      await made.store.close();
      await made.close();
    },
  });
}

/** How long after its acknowledgement each event was met, in milliseconds, the longest last. */
function delays(ledger: Ledger, subscriber: Subscriber): readonly number[] {
  const met = new Map(subscriber.seen.map(({ position, at }) => [position, at]));
  const waited = ledger.with('appended').map(({ result, at }) => (met.get(result?.position ?? 0) ?? Infinity) - at);
  return waited.toSorted((a, b) => a - b);
}

async function appendNowAndThen(store: OpenedStore, ledger: Ledger, untilMs: number): Promise<void> {
  for (let n = 0; performance.now() < untilMs; n++) {
    await ledger.append(store.store, [{ streamId: `steady-${n % 3}`, expected: 'any' }]);
    await sleep(10);
  }
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;

test('readers that go on and on miss nothing behind late commits, but one who goes on from the last position does', async () => {
  const [writers, readers] = [await opened(), await opened()];
  const ledger = new Ledger();
  const subscribers = [1, 7, 500].flatMap((batchSize) => [
    closing(new LiveSubscriber(`${batchSize} at a time, elsewhere`, readers.store, { batchSize })),
    closing(new LiveSubscriber(`${batchSize} at a time, among the writers`, writers.store, { batchSize })),
  ]);
  const naive = closing(new Subscriber('who goes on from the last position seen', naiveReader(pool)));
  const begun = performance.now();
  const ranFor = (): number => performance.now() - begun;
  await writeLate(writers, ledger, () => ranFor() < runMs || (ranFor() < runMs + 10_000 && !hasSkipped(naive, ledger)));
  const run = await judge({ url: database.url, ledger, subscribers });
  const caught = await judge({ url: database.url, ledger, subscribers: [naive] });
  const lost = run.log.events.length - naive.seen.length;
  printFelt('F01 late commits, live', { injected: ledger.entries.length, felt: lost });
  expect(run.violations).toEqual([]);
  expect(caught.violations).toContainEqual(expect.stringContaining('I4'));
});

test('F15: while the listening connection is ended again and again, everything is delivered within the polling interval', async () => {
  const [writers, readers] = [await opened(), await opened()];
  const ledger = new Ledger();
  const subscribers = [1, 2, 3].map((n) => closing(new LiveSubscriber(`subscriber ${n}`, readers.store)));
  const until = performance.now() + runMs;
  const writing = appendNowAndThen(writers, ledger, until);
  let kills = 0;
  while (performance.now() < until) {
    const { rowCount } = await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE '%(wake-ups)'`,
    );
    kills += rowCount ?? 0;
    await sleep(150);
  }
  await writing;
  const run = await judge({ url: database.url, ledger, subscribers });
  expect(run.violations).toEqual([]);
  const waited = delays(ledger, subscribers[0]!);
  printFelt(
    'F15 the listening connection killed',
    { injected: kills, 'events delivered': waited.length },
    `p50 ${percentile(waited, 0.5).toFixed(1)} ms, p99 ${percentile(waited, 0.99).toFixed(1)} ms`,
  );
  expect(percentile(waited, 0.9)).toBeLessThan(100 + 400);
});

test('F15: when every notification is lost, polling delivers within its interval', async () => {
  const pollMs = 200;
  const [writers, readers] = [await opened(), await opened()];
  const ledger = new Ledger();
  const heard = closing(new LiveSubscriber('one who is told', (await opened()).store));
  const deafened = closing(new LiveSubscriber('one who hears nothing', deaf(readers.store, pollMs)));
  await appendNowAndThen(writers, ledger, performance.now() + runMs);
  const run = await judge({ url: database.url, ledger, subscribers: [heard, deafened] });
  expect(run.violations).toEqual([]);
  const [told, polled] = [delays(ledger, heard), delays(ledger, deafened)];
  printFelt(
    'F15 notifications lost',
    { injected: ledger.entries.length, felt: polled.filter((ms) => ms > 20).length },
    `p50 ${percentile(polled, 0.5).toFixed(1)} ms against ${percentile(told, 0.5).toFixed(1)} ms`,
  );
  expect(percentile(polled, 0.9)).toBeLessThan(pollMs + 400);
  // Else the one who hears nothing has heard something, and the test says nothing.
  expect(percentile(polled, 0.5)).toBeGreaterThan(4 * percentile(told, 0.5));
});
