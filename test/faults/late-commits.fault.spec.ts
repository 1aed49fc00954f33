import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { inForm, printFelt } from './judgement/felt.js';
import { hasSkipped } from './judgement/has-skipped.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { writeLate } from './load/late-writers.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { Subscriber } from './load/subscriber.js';
import { floorAfterAllocation, floorForTheSession, noFloor } from './wrong-builds/floors.js';
import { gapTimeoutReader, naiveReader, oneSnapshotReader } from './wrong-builds/readers.js';
import { migrateWrongBuild, type SqlVariant } from './wrong-builds/sql-variant.js';

const runMs = inForm({ short: 1_000, long: 60_000 });

/** Goes on for some time, and then until the wrong builds have done what they do sooner or later. */
function runs(atLeastMs: number, enough: () => boolean): () => boolean {
  const begun = performance.now();
  const atMostMs = atLeastMs + 60_000;
  return () => performance.now() < begun + atLeastMs || (performance.now() < begun + atMostMs && !enough());
}

const closing = closingAfterEach();
let database: TestDatabase;
let pool: Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  closing({ close: () => database.drop() });
  pool = new Pool({ connectionString: database.url, max: 8 });
  closing({ close: () => pool.end() });
});

test.each(['read committed', 'repeatable read', 'serializable'])(
  'nothing is skipped behind late commits when the default isolation is %s, but by the wrong readers',
  async (isolation) => {
    const { applicationRole, name, applicationUrl, url } = database;
    const setting = `default_transaction_isolation = '${isolation}'`;
    await pool.query(`ALTER ROLE ${applicationRole} IN DATABASE ${name} SET ${setting}`);
    const writers = closing(await openStore(applicationUrl, { poolSize: 20 }));
    const readers = closing(await openStore(applicationUrl));
    const ledger = new Ledger();
    const subscribers = [1, 2, 3, 4, 5].map((n) => closing(new Subscriber(`subscriber ${n}`, readerOf(readers.store))));
    const wrong = [
      closing(new Subscriber('who goes on from the last position seen', naiveReader(pool))),
      closing(new Subscriber('who gives a gap 50 ms', gapTimeoutReader(pool, 50))),
      closing(new Subscriber('who asks and reads in one snapshot', oneSnapshotReader(pool))),
    ];
    await writeLate(
      writers,
      ledger,
      runs(runMs, () => wrong.every((subscriber) => hasSkipped(subscriber, ledger))),
    );
    const run = await judge({ url, ledger, subscribers });
    const caught = await Promise.all(wrong.map((subscriber) => judge({ url, ledger, subscribers: [subscriber] })));

    const lost = run.log.events.length - wrong[0]!.seen.length;
    const besides = `${isolation}, the naive control lost ${lost} of ${run.log.events.length}, ${JSON.stringify(ledger.errors())}`;
    printFelt('F01 late commits', { injected: ledger.entries.length, felt: lost }, besides);
    expect(run.violations).toEqual([]);
    for (const { violations } of caught) expect(violations).toContainEqual(expect.stringContaining('I4'));
  },
  // A busy machine lets the rarest of them wait.
  inForm({ short: 120_000, long: 30 * 60_000 }),
);

test('writers are caught that announce nothing, or too late, or once for all', async () => {
  const builds: Readonly<Record<string, readonly SqlVariant[]>> = { noFloor, floorAfterAllocation, floorForTheSession };
  for (const [name, variants] of Object.entries(builds))
    await migrateWrongBuild(database, name.toLowerCase(), variants);
  const caught = await Promise.all(
    Object.keys(builds).map(async (name) => {
      const schema = name.toLowerCase();
      const opened = closing(await openStore(database.applicationUrl, { schema, poolSize: 20 }));
      const ledger = new Ledger();
      const subscriber = closing(new Subscriber(`a subscriber of ${name}`, readerOf(opened.store)));
      await writeLate(
        opened,
        ledger,
        runs(0, () => hasSkipped(subscriber, ledger)),
      );
      return judge({ url: database.url, schema, ledger, subscribers: [subscriber] });
    }),
  );
  for (const { violations } of caught) expect(violations).toContainEqual(expect.stringContaining('I4'));
});
