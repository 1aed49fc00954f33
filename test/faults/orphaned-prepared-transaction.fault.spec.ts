import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { leaveOrphan } from './load/orphaned-transaction.js';
import { startOwnServer } from './load/own-server.js';
import { Subscriber } from './load/subscriber.js';
import { heldFloorsOfProcesses } from './wrong-builds/held-floors-of-processes.js';
import { belowXminReader } from './wrong-builds/readers.js';

const closing = closingAfterEach();

test('an orphaned prepared transaction holds subscribers up only if it has appended, and is named', async () => {
  const own = closing(await startOwnServer({ settings: ['max_prepared_transactions=5'] }));
  await own.run('CREATE TABLE orders (id int)', `GRANT INSERT ON orders TO ${own.applicationRole}`);
  const opened = closing(await openStore(own.applicationUrl));
  const pool = new Pool({ connectionString: own.url, max: 4 });
  pool.on('error', () => undefined);
  closing({ close: () => pool.end() });
  const ledger = new Ledger();
  const subscriber = closing(new Subscriber('a subscriber', readerOf(opened.store)));
  const stalled = closing(new Subscriber('who reads below xmin', belowXminReader(pool)));

  await leaveOrphan(opened, ledger, 'without-append', false);
  const first = await ledger.append(opened.store, [{ streamId: 'account-1', expected: 'noStream' }]);
  expect(await subscriber.passed(first.result!.position, 5_000)).toBe(true);
  expect(await opened.store.heldFloors()).toEqual([]);
  // The wrong build waits for it.
  expect(stalled.seen).toEqual([]);
  await stalled.close();

  await leaveOrphan(opened, ledger, 'with-append', true);
  for (let n = 0; n < 20; n++) await ledger.append(opened.store, [{ streamId: 'account-1', expected: 'any' }]);
  await sleep(100);
  const waiting = 20 - (subscriber.seen.length - 1);
  const named = { position: 1, pid: undefined, preparedTransaction: 'with-append' };
  expect(await opened.store.heldFloors()).toMatchObject([named]);
  // The wrong build looks for processes, and this transaction has none.
  expect(await heldFloorsOfProcesses(pool)).toEqual([]);

  // It survives the server, and so does its floor.
  await own.server.kill();
  await own.server.start();
  await ledger.append(opened.store, [{ streamId: 'account-1', expected: 'any' }]);
  expect(await opened.store.heldFloors()).toMatchObject([named]);
  expect((await opened.store.heldFloors())[0]!.ageMs).toBeGreaterThan(0);
  expect(subscriber.seen).toHaveLength(1);

  await own.run(`COMMIT PREPARED 'with-append'`, `ROLLBACK PREPARED 'without-append'`);
  const run = await judge({ url: own.url, ledger, subscribers: [subscriber] });
  printFelt(
    'F05 orphaned prepared transaction',
    { injected: 2, felt: waiting },
    'events that waited for the one that had appended',
  );
  expect(run.violations).toEqual([]);
  expect(subscriber.seen.filter(({ streamId }) => streamId === 'orphan-with-append')).toHaveLength(2);
});
