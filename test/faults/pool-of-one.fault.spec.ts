import { afterAll, expect, test } from '@jest/globals';
import { StoreUnavailable, type PostgresEventStore } from '@daybook/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { type Closeable, closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { requestOf, type Share } from './load/request.js';
import { openSingleConnection, operations, type SingleConnection } from './load/single-connection.js';
import { Subscriber } from './load/subscriber.js';
import { forgetsTheManager } from './wrong-builds/forgets-the-manager.js';

const rounds = inForm({ short: 50, long: 1_000 });
const outside = 20;

const closing = closingAfterEach();

type Store = Pick<PostgresEventStore, 'appendAll' | 'readStream'>;

async function countOf(store: Store, streamId: string, manager: EntityManager): Promise<number> {
  let count = 0;
  for await (const { version } of store.readStream(streamId, { manager, batchSize: 2 })) count = version;
  return count;
}

/**
 * A unit of work: it appends, reads what it has appended, all streams at once, and appends again. Answers how many
 * waited for the connection meanwhile.
 */
async function workInside(store: Store, dataSource: DataSource, ledger: Ledger, round: number): Promise<number> {
  const name = (n: number): string => `inside-${round}-${n}`;
  const begun = performance.now();
  const requests = [1, 2, 3].map((n) => requestOf([{ streamId: name(n), expected: 'noStream', count: 3 }]));
  const last = requestOf([1, 2, 3].map((n): Share => ({ streamId: name(n), expected: 3 })));
  let waiting = 0;
  const results = await dataSource.transaction(async (manager) => {
    const first = await Promise.all(requests.map(({ appends }) => store.appendAll(appends, { manager })));
    expect(await Promise.all([1, 2, 3].map((n) => countOf(store, name(n), manager)))).toEqual([3, 3, 3]);
    waiting = waitingIn(dataSource);
    return [...first, await store.appendAll(last.appends, { manager })];
  });
  [...requests, last].forEach((request, n) => {
    ledger.enter(request, { outcome: 'appended', result: results[n]! }, begun);
  });
  return waiting;
}

test('with a single connection, appends and reads inside transactions and beside them all come to an end', async () => {
  const database = closing(await createOwnDatabase());
  const { store, dataSource } = closing(await openStore(database.applicationUrl, { poolSize: 1, waitMs: 20_000 }));
  const ledger = new Ledger();
  const subscribers = [closing(new Subscriber('a subscriber over the same connection', readerOf(store)))];
  let waited = 0;
  for (let round = 0; round < rounds; round++) {
    const inside = [1, 2].map((n) => workInside(store, dataSource, ledger, 2 * round + n));
    const beside = Array.from({ length: outside }, (_, n) =>
      // Some in the way of each other, and two of each ask for the same version.
      ledger.append(store, [{ streamId: `outside-${n % 7}`, expected: n < 14 ? 'any' : 2 * round + 2 }]),
    );
    for (const waiting of await Promise.all(inside)) waited += waiting;
    await Promise.all(beside);
  }
  const run = await judge({ url: database.url, ledger, subscribers });
  printFelt('F33 pool of one', { injected: 2 * rounds, felt: waited }, 'felt are those that waited for the connection');
  expect(run.violations).toEqual([]);
  expect(ledger.entries).toHaveLength(rounds * (2 * 4 + outside));
  expect(Object.keys(ledger.errors())).toEqual(['ConcurrencyError']);
  expect(ledger.with('unknown')).toEqual([]);
});

test('with a single connection, units of work end in which everything is done that can be, many at a time', async () => {
  const database = closing(await createOwnDatabase());
  const app = closing(await openSingleConnection(database.applicationUrl, 60_000));
  const units = inForm({ short: 20, long: 400 });
  let waited = 0;
  const unit = async (n: number): Promise<void> => {
    const id = `v-${n}`;
    const inside = async (): Promise<void> => {
      await app.vaults.create(id, (vault) => vault.open(100));
      for (const operation of Object.values(operations)) await operation(app, id);
      waited += waitingIn(app.dataSource);
    };
    // By the library, and by the application itself.
    if (n % 2 === 0) await app.unitOfWork.run(inside);
    else await app.dataSource.transaction((manager) => app.transactions.run(manager, inside));
  };
  const beside = async (n: number): Promise<void> => {
    await app.vaults.create(`w-${n}`, (vault) => vault.open(100));
    await app.store.head();
  };
  await Promise.all(Array.from({ length: units }, (_, n) => [unit(n), beside(n)]).flat());
  printFelt('F33 units of work', { injected: units, felt: waited }, 'felt are those that waited for the connection');
  const vaults = await Promise.all(Array.from({ length: units }, (_, n) => app.vaults.load(`v-${n}`)));
  expect(vaults.map(({ balance }) => balance)).toEqual(Array<number>(units).fill(2));
});

test.each(Object.entries(operations))(
  'in a unit of work, %s that forgets the transaction is caught',
  async (_name, operation) => {
    const { app, id } = await forgetful();
    const work = app.unitOfWork.run(() => app.transactions.run(undefined, () => operation(app, id)));
    await expect(work).rejects.toBeInstanceOf(StoreUnavailable);
    await app.unitOfWork.run(() => operation(app, id));
  },
);

test('a store that forgets the manager in which it was to read or to append is caught', async () => {
  const database = closing(await createOwnDatabase());
  const opened = closing(await openStore(database.applicationUrl, { poolSize: 1, waitMs: 200 }));
  for (const forgets of ['append', 'read'] as const) {
    const wrong = forgetsTheManager(opened.store, forgets);
    const work = workInside(wrong, opened.dataSource, new Ledger(), 1);
    await expect(work).rejects.toBeInstanceOf(StoreUnavailable);
  }
});

let opened: Promise<{ readonly app: SingleConnection; readonly id: string }> | undefined;

/** An application that soon gives up waiting, for all tests of the wrong build. */
function forgetful(): Promise<{ readonly app: SingleConnection; readonly id: string }> {
  opened ??= (async () => {
    const database = await createOwnDatabase();
    const app = await openSingleConnection(database.applicationUrl, 200);
    atTheEnd.push(app, database);
    await app.vaults.create('v-1', (vault) => vault.open(100));
    return { app, id: 'v-1' };
  })();
  return opened;
}

const atTheEnd: Closeable[] = [];
afterAll(async () => {
  for (const closeable of atTheEnd) await closeable.close();
});

/** How many wait for a connection of the pool. */
function waitingIn({ driver }: DataSource): number {
  return (driver as unknown as { readonly master: { readonly waitingCount: number } }).master.waitingCount;
}
