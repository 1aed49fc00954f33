import type { EventStore, ExpectedVersion } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { appendHeld } from './load/held-append.js';
import { Ledger, type Entry } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { checksByReading } from './wrong-builds/checks-by-reading.js';

const rounds = inForm({ short: 40, long: 1_000 });
const writers = 16;

const closing = closingAfterEach();

type Write = (streamId: string, expected: ExpectedVersion) => Promise<Entry>;

/** Sixteen writers in four processes; in each of them one that does it in a transaction of its own. */
async function racers(database: OwnDatabase, ledger: Ledger): Promise<readonly Write[]> {
  const opened = await Promise.all(
    Array.from({ length: 4 }, () => openStore(database.applicationUrl, { poolSize: 6 })),
  );
  return opened.flatMap((one) => {
    closing(one);
    const grouped: Write = (streamId, expected) => ledger.append(one.store, [{ streamId, expected }]);
    const held: Write = (streamId, expected) => appendHeld(one, ledger, [{ streamId, expected }], { pauseMs: 0 });
    return [grouped, held, grouped, grouped];
  });
}

/** Lets all of them write the same, and counts who was told that he has. */
async function race(writes: readonly Write[], streamId: string, expected: ExpectedVersion): Promise<number> {
  const told = await Promise.all(writes.map((write) => write(streamId, expected)));
  return told.filter(({ outcome }) => outcome === 'appended').length;
}

test('of sixteen who append to the same version of a stream, or create it, one wins and fifteen conflict', async () => {
  const database = closing(await createOwnDatabase());
  const ledger = new Ledger();
  const { store } = closing(await openStore(database.applicationUrl));
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(store)))];
  const writes = await racers(database, ledger);
  await ledger.append(store, [{ streamId: 'hot-1', expected: 'noStream' }]);
  for (let round = 1; round <= rounds; round++) {
    expect(await race(writes, 'hot-1', round)).toBe(1);
    expect(await race(writes, `new-${round}`, 'noStream')).toBe(1);
  }
  const run = await judge({ url: database.url, ledger, subscribers });
  const conflicts = ledger.entries.filter(({ error }) => error?.name === 'ConcurrencyError').length;
  printFelt('F06 racing writers', { injected: 2 * rounds * writers, felt: conflicts }, JSON.stringify(ledger.errors()));
  expect(run.violations).toEqual([]);
  expect(ledger.errors()).toEqual({ ConcurrencyError: 2 * rounds * (writers - 1) });
});

test('a store that compares with a version that it has read before lets more than one win', async () => {
  const database = closing(await createOwnDatabase());
  const stores = await Promise.all(
    Array.from({ length: 4 }, () => openStore(database.applicationUrl, { poolSize: 4 })),
  );
  const wrong = stores.map((one): Pick<EventStore, 'appendAll'> => checksByReading(closing(one).store));
  const ledger = new Ledger();
  const writes = wrong.map(
    (store): Write =>
      (streamId, expected) =>
        ledger.append(store, [{ streamId, expected }]),
  );
  let winners = 0;
  for (let round = 1; round <= 20; round++) winners += await race(writes, `new-${round}`, 'noStream');
  expect(winners).toBeGreaterThan(20);
});
