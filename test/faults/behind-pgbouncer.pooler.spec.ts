import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBouncer } from '@daybook/testing/postgres';
import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { CuttingProxy, type Cut } from './injection/cutting-proxy.js';
import { terminateProcess } from './injection/server-processes.js';
import { inForm, printFelt } from './judgement/felt.js';
import { hasSkipped } from './judgement/has-skipped.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { writeLate } from './load/late-writers.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { writeMixed } from './load/mixed-writers.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { floorForTheSession, floorOfTheSession } from './wrong-builds/floors.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const runMs = inForm({ short: 2_500, long: 30_000 });
const poolSizes = inForm({ short: [3], long: [2, 3, 5] });
const terminateEveryMs = 150;
const cutEvery = 20;
const moments: readonly Cut[] = ['before-the-server', 'before-the-answer', 'before-the-client'];

const closing = closingAfterEach();

interface Run {
  readonly poolSize: number;
  readonly forMs: number;
  readonly schema?: string;
  /** Whether connections are cut and processes ended. Default true. */
  readonly harm?: boolean;
  /** Ends it before its time. Default never. */
  readonly until?: (subscribers: readonly Subscriber[], ledger: Ledger) => boolean;
}

/** Two processes behind one pooler, whose clients are cut off, and whose processes on the server are ended. */
async function run(database: OwnDatabase, { poolSize, forMs, schema = 'daybook', harm = true, until }: Run) {
  const settings = { ignore_startup_parameters: 'options' };
  const pooler = closing(await PgBouncer.before(database.applicationSessionUrl, { poolSize, settings }));
  let requests = 0;
  let going = true;
  const proxy: CuttingProxy = closing(
    await CuttingProxy.before(pooler.url, () =>
      going && harm && ++requests % cutEvery === 0 ? moments[proxy.count % moments.length] : undefined,
    ),
  );
  const cut = closing(await openStore(proxy.url, { schema, poolSize: 6 }));
  const whole = closing(await openStore(pooler.url, { schema, poolSize: 6 }));
  const ledger = new Ledger();
  const subscribers = [cut, whole].map(({ store }, n) => closing(new Subscriber(`subscriber ${n}`, readerOf(store))));
  const load = Promise.all([writeMixed(cut, ledger, () => going), writeLate(whole, ledger, () => going)]);
  const ends = performance.now() + forMs;
  let ended = 0;
  while (performance.now() < ends && until?.(subscribers, ledger) !== true) {
    await sleep(terminateEveryMs);
    if (harm && (await terminateProcess(database.url, database.applicationRole))) ended++;
  }
  going = false;
  await load;
  // The server's connections live on in the pooler, and with them whatever is a session's.
  const { rows } = await database.pool.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  const { violations } = await judge({
    url: database.url,
    schema,
    ledger,
    subscribers,
    withinMs: harm ? 10_000 : 2_000,
  });
  return { pooler, proxy, ledger, ended, violations, locksLeft: rows[0]!.left, store: cut.store };
}

test.each(poolSizes)(
  'behind a pgbouncer in transaction mode over %d connections nothing is lost, skipped or left behind',
  async (poolSize) => {
    const database = closing(await createOwnDatabase());
    const { pooler, proxy, ledger, ended, violations, locksLeft, store } = await run(database, {
      poolSize,
      forMs: runMs,
    });
    const forgotten = await namesForgotten(pooler.url);
    const told = { unknown: ledger.with('unknown').length, refused: ledger.with('refused').length };
    printFelt(
      'F14 behind pgbouncer',
      { 'clients cut': proxy.count, 'processes ended': ended, ...told, 'prepared statements forgotten': forgotten },
      `${poolSize} connections, ${ledger.with('appended').length} appended, ${JSON.stringify(ledger.errors())}`,
    );
    expect(violations).toEqual([]);
    expect(locksLeft).toBe(0);
    expect(store.prerequisites.pooler).toBe('passes-names-on');
  },
);

const anySkipped = (subscribers: readonly Subscriber[], ledger: Ledger): boolean =>
  subscribers.some((subscriber) => hasSkipped(subscriber, ledger));

test('a writer that remembers for the session that it has a floor is caught', async () => {
  const database = closing(await createOwnDatabase());
  await migrateWrongBuild(database, 'wrong', floorForTheSession);
  const options = { poolSize: 5, forMs: 10_000, schema: 'wrong', harm: false, until: anySkipped };
  const { violations } = await run(database, options);
  expect(violations).toContainEqual(expect.stringMatching(/^I4 /));
});

test('a writer whose floor is a lock of the session is caught', async () => {
  const database = closing(await createOwnDatabase());
  await migrateWrongBuild(database, 'wrong', floorOfTheSession);
  const { violations, locksLeft } = await run(database, { poolSize: 3, forMs: 1_000, schema: 'wrong', harm: false });
  expect(violations).toContainEqual(expect.stringMatching(/^I11 /));
  expect(locksLeft).toBeGreaterThan(0);
});

/** How often prepared statements are lost behind the pooler, to a driver that trusts in them. */
async function namesForgotten(url: string): Promise<number> {
  const clients = [1, 2, 3, 4].map(() => new Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  let forgotten = 0;
  const trusting = async (client: Client): Promise<void> => {
    for (let n = 0; n < 20; n++) {
      const statement = { name: `number_${randomInt(3)}`, text: 'SELECT pg_sleep(0.002)' };
      await client.query(statement).catch((error: unknown) => {
        if (/^(26000|42P05)$/.test(String((error as { readonly code?: unknown }).code))) forgotten++;
      });
    }
  };
  await Promise.all(clients.map(trusting));
  await Promise.all(clients.map((client) => client.end()));
  return forgotten;
}
