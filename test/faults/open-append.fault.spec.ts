import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilWaitingForLock } from './injection/waiting-for-lock.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { appendHeld } from './load/held-append.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { floorBeforeRowLock } from './wrong-builds/floors.js';
import { gapTimeoutReader } from './wrong-builds/readers.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const holdMs = inForm({ short: 1_000, long: 10_000 });
const others = inForm({ short: 1_000, long: 10_000 });

const closing = closingAfterEach();

test('subscribers wait behind an append that stays open, and go on as soon as it ends', async () => {
  const database = closing(await createOwnDatabase());
  const opened = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  const subscribers = ['a', 'b'].map((name) => closing(new Subscriber(name, readerOf(opened.store))));
  const impatient = closing(
    new Subscriber('who gives a gap a tenth of the time', gapTimeoutReader(database.pool, holdMs / 10)),
  );

  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  const open = appendHeld(opened, ledger, [{ streamId: 'slow-1', expected: 'noStream', count: 3 }], {
    pauseMs: holdMs,
    until,
  });
  while ((await opened.store.heldFloors()).length === 0) await sleep(1);
  const append = (n: number): Promise<unknown> =>
    ledger.append(opened.store, [{ streamId: `quick-${n % 100}`, expected: 'any' }]);
  await Promise.all(Array.from({ length: others }, (_, n) => append(n)));
  const [floor] = await opened.store.heldFloors();
  const waiting = others - subscribers[0]!.seen.length;
  // However long the others took here.
  while (impatient.seen.length === 0) await sleep(1);
  letGo();
  const ended = (await open).at;
  const run = await judge({ url: database.url, ledger, subscribers });
  const caught = await judge({ url: database.url, ledger, subscribers: [impatient] });

  const wentOnMs = Math.round(Math.max(...subscribers.map(({ seen }) => seen.at(-1)!.at)) - ended);
  printFelt('F02 open append', { injected: others, felt: waiting }, `all seen ${wentOnMs} ms after it ended`);
  expect(floor).toMatchObject({ position: 0, role: database.applicationRole });
  expect(run.violations).toEqual([]);
  expect(wentOnMs).toBeLessThan(10_000);
  expect(caught.violations).toContainEqual(expect.stringContaining('I4'));
});

/** Somebody locks a stream's row and appends nothing; a writer waits for it, others do not. How many of theirs are seen? */
async function seenBehindOneHotStream(database: OwnDatabase, schema: string): Promise<number> {
  const opened = closing(await openStore(database.applicationUrl, { schema }));
  const ledger = new Ledger();
  await ledger.append(opened.store, [{ streamId: 'hot-1', expected: 'noStream' }]);
  const subscriber = closing(new Subscriber('a subscriber', readerOf(opened.store)));
  const client = await database.pool.connect();
  await client.query(`BEGIN; SELECT FROM ${schema}.streams WHERE stream_id = 'hot-1' FOR UPDATE`);
  const waiting = ledger.append(opened.store, [{ streamId: 'hot-1', expected: 'any' }]);
  await untilWaitingForLock(database.pool);
  for (let n = 0; n < 50; n++) await ledger.append(opened.store, [{ streamId: `quick-${n}`, expected: 'any' }]);
  const last = ledger.entries.at(-1)!.result!.position;
  await subscriber.passed(last, 1_000);
  const seen = subscriber.seen.length - 1;
  await client.query('COMMIT');
  client.release();
  await waiting;
  expect((await judge({ url: database.url, schema, ledger, subscribers: [subscriber] })).violations).toEqual([]);
  return seen;
}

test('a writer that waits for a row holds no reader up, unless he takes his floor before it', async () => {
  const database = closing(await createOwnDatabase());
  await migrateWrongBuild(database, 'wrong', floorBeforeRowLock);
  const seen = await seenBehindOneHotStream(database, 'daybook');
  const seenByWrong = await seenBehindOneHotStream(database, 'wrong');
  printFelt(
    'F02 hot stream',
    { injected: 50, felt: 50 - seenByWrong },
    `felt behind a floor taken before the row, seen otherwise ${seen}`,
  );
  expect(seen).toBe(50);
  expect(seenByWrong).toBe(0);
});
