import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { appendHeld } from './load/held-append.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { gapTimeoutReader } from './wrong-builds/readers.js';

const holdMs = inForm({ short: 1_000, long: 10_000 });
const others = inForm({ short: 1_000, long: 10_000 });

const closing = closingAfterEach();

test('subscribers wait behind an append that stays open, and go on as soon as it ends', async () => {
  const database = closing(await createOwnDatabase());
  const opened = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  const subscribers = ['a', 'b'].map((name) => closing(new Subscriber(name, readerOf(opened.store))));
  const impatient = closing(
    new Subscriber('who gives a gap half the time', gapTimeoutReader(database.pool, holdMs / 2)),
  );

  const open = appendHeld(opened, ledger, [{ streamId: 'slow-1', expected: 'noStream', count: 3 }], {
    pauseMs: holdMs,
  });
  while ((await opened.store.heldFloors()).length === 0) await sleep(1);
  const append = (n: number): Promise<unknown> =>
    ledger.append(opened.store, [{ streamId: `quick-${n % 100}`, expected: 'any' }]);
  await Promise.all(Array.from({ length: others }, (_, n) => append(n)));
  const [floor] = await opened.store.heldFloors();
  const waiting = others - subscribers[0]!.seen.length;
  const ended = (await open).at;
  const run = await judge({ url: database.url, ledger, subscribers });
  const caught = await judge({ url: database.url, ledger, subscribers: [impatient] });

  const wentOnMs = Math.round(Math.max(...subscribers.map(({ seen }) => seen.at(-1)!.at)) - ended);
  printFelt('F02 open append', { injected: others, felt: waiting }, `all seen ${wentOnMs} ms after it ended`);
  expect(floor).toMatchObject({ position: 0, role: database.applicationRole });
  expect(run.violations).toEqual([]);
  expect(wentOnMs).toBeLessThan(inForm({ short: 2_000, long: 3_000 }));
  expect(caught.violations).toContainEqual(expect.stringContaining('I4'));
});
