import { expect, test } from '@jest/globals';
import { dumpAndRestore, transactionId, useUpTransactions } from './injection/dumped-tables.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { startOwnServer, type OwnServer } from './load/own-server.js';
import { Subscribing } from './load/subscribing.js';
import { readAfterTransaction } from './wrong-builds/readers.js';

const appends = inForm({ short: 40, long: 5_000 });
const usedUp = inForm({ short: 1_000, long: 50_000 });

const closing = closingAfterEach();

async function append(own: OwnServer): Promise<Ledger> {
  const { store } = closing(await openStore(own.applicationUrl));
  const ledger = new Ledger();
  for (let n = 0; n < appends; n++) await ledger.append(store, [{ streamId: `account-${n % 5}`, expected: 'any' }]);
  return ledger;
}

test('a dump goes on in a new cluster whose transaction ids are lower: positions, checkpoints and what was written', async () => {
  const [old, fresh] = [closing(await startOwnServer()), closing(await startOwnServer())];
  for (const { url } of [old, fresh]) await createAppliedTables(url);
  await useUpTransactions(old, usedUp);
  await append(old);
  const reader = closing(await Subscribing.start({ url: old.applicationUrl, worker: 'there' }));
  const before = await judgeDurable({ url: old.url });
  expect(before.violations).toEqual([]);
  await reader.stop();
  const wrong = await readAfterTransaction(old.run, 0);
  expect(wrong.met).toBe(before.events);
  await append(old);
  const { store } = closing(await openStore(old.applicationUrl));
  const [token, head] = [await store.token(), await store.head()];
  await dumpAndRestore(old, fresh);
  const ids = { old: await transactionId(old), fresh: await transactionId(fresh) };
  await old.close();

  closing(await Subscribing.start({ url: fresh.applicationUrl, worker: 'here' }));
  const ledger = await append(fresh);
  // Nothing is lost, and the log is another one all the same: whoever keeps his place elsewhere asks first.
  const there = closing(await openStore(fresh.url)).store;
  await expect(there.placeOf(token)).rejects.toMatchObject({
    code: 'incarnation-not-accepted',
    isThere: true,
    keptTo: head,
  });
  await there.incarnations.accept({ reason: 'moved', by: 'Ada' });
  expect(await there.placeOf(token)).toBe(head);
  expect(ledger.errors()).toEqual({});
  const { violations, positions, applied } = await judgeDurable({ url: fresh.url });
  expect(violations).toEqual([]);
  expect(positions).toHaveLength(3 * appends);
  expect(applied.filter(({ worker }) => worker === 'there')).toHaveLength(before.events);
  expect(applied.filter(({ worker }) => worker === 'here')).toHaveLength(2 * appends);
  const { met } = await readAfterTransaction(fresh.run, wrong.place);
  printFelt('F13 restored dump', {
    'transaction ids lower by': ids.old - ids.fresh,
    events: positions.length,
    'lost by one whose place is a transaction': 2 * appends - met,
  });
}, 300_000);
