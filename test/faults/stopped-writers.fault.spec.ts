import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { processesOf, shuffled, stopProcess } from './injection/server-processes.js';
import { inForm, printFelt } from './judgement/felt.js';
import { hasSkipped } from './judgement/has-skipped.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { writeMixed } from './load/mixed-writers.js';
import { openStore } from './load/opened-store.js';
import { startOwnServer } from './load/own-server.js';
import { Subscriber } from './load/subscriber.js';
import { gapTimeoutReader } from './wrong-builds/readers.js';

const stops = inForm({ short: 8, long: 200 });

const closing = closingAfterEach();

/** The processes that hold a floor: they have allocated positions, or are about to. */
const holders = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 'daybook.events'::regclass`;

test('nothing is skipped when writers stand still in the middle of what they do', async () => {
  const own = closing(await startOwnServer());
  const writers = closing(await openStore(own.applicationUrl, { poolSize: 20 }));
  const others = closing(await openStore(own.applicationUrl, { poolSize: 20 }));
  const readers = closing(await openStore(own.url));
  const pool = new Pool({ connectionString: own.url, max: 2 });
  closing({ close: () => pool.end() });
  const ledger = new Ledger();
  const subscriber = closing(new Subscriber('a subscriber', readerOf(readers.store)));
  const impatient = closing(new Subscriber('who gives a gap 20 ms', gapTimeoutReader(pool, 20)));
  let going = true;
  const load = [writers, others].map((opened) => writeMixed(opened, ledger, () => going));

  let felt = 0;
  for (let stop = 0; stop < stops || (!hasSkipped(impatient, ledger) && stop < stops + 100); stop++) {
    await sleep(randomInt(20));
    // In turns somebody who is about to append, or whoever it may be, at any instruction.
    const { rows } = await pool.query<{ pid: number }>(holders);
    const pids =
      stop % 2 === 0 && rows.length > 0 ? rows.map(({ pid }) => pid) : await processesOf(own.url, own.applicationRole);
    const [pid] = shuffled(pids);
    const standing = stopProcess(pid!, 100);
    await sleep(50);
    felt += (await pool.query(`${holders} AND pid = $1`, [pid])).rowCount === 0 ? 0 : 1;
    await standing;
  }
  going = false;
  await Promise.all(load);
  const run = await judge({ url: own.url, ledger, subscribers: [subscriber] });
  const caught = await judge({ url: own.url, ledger, subscribers: [impatient] });
  printFelt('F02 stopped writers', { injected: stops, felt }, 'stood still with a floor');
  expect(run.violations).toEqual([]);
  expect(ledger.errors()).toEqual({});
  expect(caught.violations).toContainEqual(expect.stringContaining('I4'));
});
