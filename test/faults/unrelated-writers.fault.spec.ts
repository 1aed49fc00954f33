import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach, type Closeable } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { belowXminReader } from './wrong-builds/readers.js';

const openMs = inForm({ short: 4_000, long: 60_000 });

const closing = closingAfterEach();

/** Somebody who has written a row of his own, and does not come to an end. */
async function openWriter(url: string): Promise<Closeable> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS of_somebody_else (id int)');
  await client.query('BEGIN');
  await client.query('INSERT INTO of_somebody_else VALUES (1)');
  return { close: () => client.end() };
}

test('subscribers do not lag behind transactions that append nothing, here or in another database', async () => {
  const database = closing(await createOwnDatabase());
  const other = closing(await createOwnDatabase());
  const { store } = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  const writers = [closing(await openWriter(database.url)), closing(await openWriter(other.url))];
  const subscriber = closing(new Subscriber('a subscriber', readerOf(store)));
  const stalled = closing(new Subscriber('who reads below xmin', belowXminReader(database.pool)));

  const end = performance.now() + openMs;
  for (let n = 0; performance.now() < end; n++) {
    await ledger.append(store, [{ streamId: `account-${n % 50}`, expected: 'any' }]);
    await sleep(2);
  }
  const missed = ledger.entries.length - stalled.seen.length;
  const run = await judge({ url: database.url, ledger, subscribers: [subscriber] });

  const told = new Map(ledger.entries.map(({ result, at }) => [result?.position, at]));
  const lagMs = Math.round(Math.max(...subscriber.seen.map(({ position, at }) => at - (told.get(position) ?? at))));
  printFelt(
    'F04 unrelated writers',
    { injected: writers.length, 'appends meanwhile': ledger.entries.length, felt: missed },
    `longest lag ${lagMs} ms; felt by a reader below xmin`,
  );
  expect(run.violations).toEqual([]);
  expect(lagMs).toBeLessThan(openMs / 2);
  // The wrong build stands still as long as they are open.
  expect(stalled.seen).toEqual([]);
});
