import { expect, test } from '@jest/globals';
import type { EventStore } from '@daybook/event-store';
import { insertsSince, refuseInserts } from './injection/refusing-inserts.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger, type Entry } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { bareAppend } from './wrong-builds/bare-append.js';
import { sendsEverythingAgain } from './wrong-builds/sends-everything-again.js';

const rounds = inForm({ short: 10, long: 1_000 });
const endless = 1_000_000;
/** In a call with others, alone without waiting, and then ten times at most. */
const most = 12;

const closing = closingAfterEach();

interface Sent extends Entry {
  readonly sendings: number;
}

/** An append that the server refuses so many times, and how often it was sent. */
async function sendRefused(
  { pool }: OwnDatabase,
  store: Pick<EventStore, 'appendAll'>,
  ledger: Ledger,
  { times, sqlState }: { readonly times: number; readonly sqlState: string },
): Promise<Sent> {
  await refuseInserts(pool, times, sqlState);
  const entry = await ledger.append(store, [{ streamId: 'account-1', expected: 'any' }]);
  return { ...entry, sendings: await insertsSince(pool) };
}

const passing = [
  ['a serialisation failure', '40001'],
  ['a deadlock', '40P01'],
  ['a lock that was waited for too long', '55P03'],
] as const;

test.each(passing)('after %s an append is sent again, but not for ever', async (_, sqlState) => {
  const database = closing(await createOwnDatabase());
  const { store } = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  let felt = 0;
  for (let round = 0; round < rounds; round++) {
    const times = 1 + (round % 5);
    const { outcome, sendings } = await sendRefused(database, store, ledger, { times, sqlState });
    expect({ outcome, sendings }).toEqual({ outcome: 'appended', sendings: times + 1 });
    felt += sendings - 1;
  }
  const { error, sendings } = await sendRefused(database, store, ledger, { times: endless, sqlState });
  printFelt('F18 passing refusals', { injected: rounds + 1, felt: felt + sendings }, sqlState);
  expect({ error: error?.name, sendings }).toEqual({ error: 'StoreUnavailable', sendings: most });
  expect((await judge({ url: database.url, ledger })).violations).toEqual([]);

  // The wrong build sends it once.
  const bare = sendRefused(database, bareAppend(database.pool), new Ledger(), { times: 1, sqlState });
  await expect(bare).rejects.toMatchObject({ code: sqlState });
});

const lasting = [
  ['23514', 'AppendFailed'],
  ['22000', 'AppendFailed'],
  ['P0001', 'AppendFailed'],
  ['42501', 'AppendFailed'],
  ['53100', 'StoreUnavailable'],
  ['57014', 'StoreUnavailable'],
  ['25006', 'StoreUnavailable'],
] as const;

test('after any other refusal an append is sent once alone, to know whether it is the guilty one, and never again', async () => {
  const database = closing(await createOwnDatabase());
  const { store } = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  let felt = 0;
  for (const [sqlState, name] of lasting) {
    const { error, sendings } = await sendRefused(database, store, ledger, { times: endless, sqlState });
    expect({ sqlState, error: error?.name, sendings }).toEqual({ sqlState, error: name, sendings: 2 });
    felt += sendings;
  }
  printFelt('F18 lasting refusals', { injected: lasting.length, felt });
  expect((await judge({ url: database.url, ledger })).violations).toEqual([]);

  const wrong = sendsEverythingAgain(store);
  const { sendings } = await sendRefused(database, wrong, ledger, { times: endless, sqlState: '23514' });
  expect(sendings).toBeGreaterThan(2);
});

test('in a transaction that the caller holds nothing is sent again, as only he can repeat the rest of it', async () => {
  const database = closing(await createOwnDatabase());
  const { store, dataSource } = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  const inTransaction: Pick<EventStore, 'appendAll'> = {
    appendAll: (appends) => dataSource.transaction((manager) => store.appendAll(appends, { manager })),
  };
  let felt = 0;
  for (const [, sqlState] of passing) {
    const { error, sendings } = await sendRefused(database, inTransaction, ledger, { times: endless, sqlState });
    const name = sqlState === '55P03' ? 'StoreUnavailable' : 'ConcurrencyError';
    expect({ sqlState, error: error?.name, sendings }).toEqual({ sqlState, error: name, sendings: 1 });
    felt += sendings;
  }
  printFelt('F18 refusals in a transaction', { injected: passing.length, felt });
  expect((await judge({ url: database.url, ledger })).violations).toEqual([]);

  const wrong = sendsEverythingAgain(inTransaction);
  const { sendings } = await sendRefused(database, wrong, ledger, { times: 1, sqlState: '40001' });
  expect(sendings).toBeGreaterThan(1);
});
