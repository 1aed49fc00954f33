import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { inForm, printFelt } from './judgement/felt.js';
import { judge, type HealedRun } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { appendManyInOne } from './load/many-in-one.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { floorForEachAppend, floorThatOutlivesSavepoints } from './wrong-builds/floors.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const closing = closingAfterEach();

/** What came of a long transaction with others beside it. */
interface Ended extends HealedRun {
  readonly ledger: Ledger;
  /** How many floors it held, each time that somebody looked. */
  readonly floors: ReadonlySet<number>;
  /** How many appends of others lie between its positions. */
  readonly overtaking: number;
}

async function runBeside(database: OwnDatabase, count: number, schema = 'daybook'): Promise<Ended> {
  const opened = closing(await openStore(database.applicationUrl, { schema }));
  const ledger = new Ledger();
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(opened.store), 20))];
  const floors = new Set<number>();
  const look = async (): Promise<unknown> => floors.add(await floorsHeld(database.pool, schema));
  const over = new AbortController();
  const long = appendManyInOne(opened, ledger, { count, streams: count / 25, look }).finally(() => over.abort());
  for (let n = 0; !over.signal.aborted; n++) {
    await ledger.append(opened.store, [{ streamId: `beside-${n % 10}`, expected: 'any' }]);
    await sleep(10);
  }
  await long;
  const run = await judge({ url: database.url, schema, ledger, subscribers, withinMs: 60_000 });
  const own = run.log.events.filter(({ streamId }) => streamId.startsWith('long-')).map(({ position }) => position);
  const overtaking =
    run.log.events.length - own.length - run.log.events.findIndex(({ position }) => position === own[0]);
  return { ...run, ledger, floors, overtaking };
}

/** How many floors the session holds that holds the most. */
async function floorsHeld(pool: Pool, schema: string): Promise<number> {
  const { rows } = await pool.query<{ floors: string }>(
    `SELECT count(*) AS floors FROM pg_locks
     WHERE locktype = 'advisory' AND objsubid = 2 AND classid = '${schema}.events'::regclass
     GROUP BY pid ORDER BY floors DESC LIMIT 1`,
  );
  return Number(rows[0]?.floors ?? 0);
}

test('any number of appends in one transaction hold one floor, whatever savepoints are rolled back between them', async () => {
  const count = inForm({ short: 5_000, long: 100_000 });
  const { floors, ledger, violations, overtaking } = await runBeside(closing(await createOwnDatabase()), count);
  const rolledBack = ledger.with('refused').length;
  printFelt(
    'F32 many appends in one transaction',
    { injected: count, 'rolled back with savepoints': rolledBack, felt: overtaking },
    `felt by appends of others, which lie above its floor; floors held: ${[...floors].join()}`,
  );
  expect(violations).toEqual([]);
  expect([...floors]).toEqual([1]);
  expect(rolledBack).toBe(count / 10);
  expect(ledger.with('unknown')).toEqual([]);
});

test('a floor that is not remembered is caught: each append takes another lock', async () => {
  const database = closing(await createOwnDatabase());
  await migrateWrongBuild(database, 'wrong', floorForEachAppend);
  const { floors } = await runBeside(database, 1_000, 'wrong');
  expect(Math.max(...floors)).toBeGreaterThan(500);
});

test('a floor that is thought to outlive the savepoint in which it was taken is caught', async () => {
  const database = closing(await createOwnDatabase());
  await migrateWrongBuild(database, 'wrong', floorThatOutlivesSavepoints);
  const { floors, violations } = await runBeside(database, 1_000, 'wrong');
  expect([...floors]).toContain(0);
  expect(violations).toContainEqual(expect.stringContaining('I4'));
});
