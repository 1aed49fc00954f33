import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { killProcess, untilBack } from './injection/server-processes.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { writeMixed } from './load/mixed-writers.js';
import { openStore } from './load/opened-store.js';
import { startOwnServer } from './load/own-server.js';
import { Subscriber } from './load/subscriber.js';
import { applyVariants } from './wrong-builds/sql-variant.js';
import { unsafeCommits } from './wrong-builds/unsafe-commits.js';

const kills = inForm({ short: 2, long: 20 });
const betweenMs = inForm({ short: 400, long: 1_500 });

const closing = closingAfterEach();

test('everything goes on by itself when PostgreSQL is killed under load, and nothing acknowledged is lost', async () => {
  const own = closing(await startOwnServer());
  const writers = closing(await openStore(own.applicationUrl));
  const readers = closing(await openStore(own.applicationUrl));
  const ledger = new Ledger();
  const subscribers = [1, 2, 3, 4, 5].map((n) => closing(new Subscriber(`subscriber ${n}`, readerOf(readers.store))));
  let going = true;
  const load = writeMixed(writers, ledger, () => going);

  let slowestMs = 0;
  for (let kill = 0; kill < kills; kill++) {
    await sleep(betweenMs);
    // The whole server, or one of its processes, of which the others cannot know what it has left in their memory.
    if (kill % 2 === 0) await own.server.kill();
    else await killProcess(own.url, own.applicationRole);
    await untilBack(own.server, own.url);
    const back = performance.now();
    const next = await acknowledgedAfter(ledger, back);
    const arrived = await Promise.all(subscribers.map((subscriber) => subscriber.passed(next, 30_000)));
    slowestMs = Math.max(slowestMs, performance.now() - back);
    expect(arrived).not.toContain(false);
  }
  going = false;
  await load;
  const run = await judge({ url: own.url, ledger, subscribers });

  const told = { unknown: ledger.with('unknown').length, refused: ledger.with('refused').length };
  printFelt(
    'F07 killed server',
    { injected: kills, felt: told.unknown + told.refused, ...told, acknowledged: ledger.with('appended').length },
    `all went on ${Math.round(slowestMs)} ms after its return, ${subscribers.reduce((sum, one) => sum + one.unavailable, 0)} reads refused`,
  );
  expect(run.violations).toEqual([]);
  expect(slowestMs).toBeLessThan(30_000);
});

test('a store that acknowledges what is not on the disk is caught', async () => {
  const own = closing(await startOwnServer({ settings: ['wal_writer_delay=10s'] }));
  const writers = closing(await openStore(own.applicationUrl));
  await applyVariants(own.url, 'daybook', unsafeCommits);
  const ledger = new Ledger();
  let going = true;
  const load = writeMixed(writers, ledger, () => going);
  await acknowledgedAfter(ledger, performance.now());
  await sleep(200);
  await own.server.kill();
  going = false;
  await untilBack(own.server, own.url);
  await load;
  const { violations } = await judge({ url: own.url, ledger });
  expect(violations).toContainEqual(expect.stringMatching(/^I1 acknowledged request .* is lost$/));
});

/** The position of the first append that was sent and acknowledged after a moment. */
async function acknowledgedAfter(ledger: Ledger, moment: number): Promise<number> {
  while (performance.now() < moment + 15_000) {
    await sleep(5);
    const entry = ledger.entries.findLast(({ outcome, at, tookMs }) => outcome === 'appended' && at - tookMs > moment);
    if (entry?.result !== undefined) return entry.result.position;
  }
  throw new Error(`Nothing was acknowledged any more: ${JSON.stringify(ledger.errors())}`);
}
