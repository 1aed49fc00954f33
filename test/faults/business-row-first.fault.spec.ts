import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { violations } from './judgement/violations.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { requestOf } from './load/request.js';
import { Subscriber } from './load/subscriber.js';
import { readInTransactionOrder } from './wrong-builds/readers.js';

const pairs = inForm({ short: 100, long: 1_000 });
const atOnce = 10;

const closing = closingAfterEach();

test('a transaction that wrote a row of its own first is not met before the one that it follows in the stream', async () => {
  const database = closing(await createOwnDatabase());
  const { store, dataSource } = closing(await openStore(database.applicationUrl, { poolSize: atOnce + 2 }));
  await database.pool.query(`CREATE TABLE orders (id text); GRANT INSERT ON orders TO ${database.applicationRole}`);
  const ledger = new Ledger();
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(store)))];

  const pair = async (streamId: string): Promise<void> => {
    const second = requestOf([{ streamId, expected: 1 }]);
    const begun = performance.now();
    const result = await dataSource.transaction(async (manager) => {
      // From here on it is the older transaction of the two.
      await manager.query('INSERT INTO orders VALUES ($1)', [streamId]);
      await ledger.append(store, [{ streamId, expected: 'noStream' }]);
      return store.appendAll(second.appends, { manager });
    });
    ledger.enter(second, { outcome: 'appended', result }, begun);
  };
  for (let done = 0; done < pairs; done += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, (_, n) => pair(`order-${done + n}`)));
  }
  const run = await judge({ url: database.url, ledger, subscribers });

  // The wrong build reads in the order of transaction ids.
  const seen = await readInTransactionOrder(database.pool);
  const wrong = violations({ log: run.log, entries: ledger.entries, followers: [{ name: 'by transaction', seen }] });
  const inverted = wrong.filter((violation) => /^I5 .* met order-\d+ 1 after 2$/.test(violation));
  printFelt('F03 business row first', { injected: pairs, felt: inverted.length }, 'inverted by transaction id');
  expect(run.violations).toEqual([]);
  expect(ledger.with('appended')).toHaveLength(2 * pairs);
});
