import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable, type DurableJudgement } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { EffectReceiver } from './load/effect-receiver.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { appendSteadily } from './load/steady-appends.js';
import type { SubscribingOptions } from './load/subscribing-options.js';
import { Subscribing } from './load/subscribing.js';

const runMs = inForm({ short: 4_500, long: 60_000 });
/** A wrong build runs until it is caught. */
const longestMs = 30_000;
const hourMs = 3_600_000;

const closing = closingAfterEach();

interface Run extends DurableJudgement {
  /** How often a process has lost a lease that it was entitled to. */
  readonly stolen: number;
  readonly claimed: number;
}

/** Two processes share the work, one of them with a clock that is ahead and steps back; leases are long. */
async function run(build: NonNullable<SubscribingOptions['build']>): Promise<Run> {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const { store } = closing(await openStore(database.applicationUrl));
  const receiver = closing(await EffectReceiver.open());
  // So long that only who goes by a wrong clock can take one for run out.
  const common = { url: database.applicationUrl, receiver: receiver.url, leaseMs: 60_000, heartbeatMs: 200, build };
  const processes = await Promise.all([
    Subscribing.start({ ...common, worker: 'right' }),
    Subscribing.start({ ...common, worker: 'ahead', clockOffMs: hourMs }),
  ]);
  processes.forEach(closing);
  const ledger = new Ledger();
  const count = (word: string): number => processes.reduce((sum, process) => sum + process.times(word), 0);
  const begun = performance.now();
  const goesOn = (): boolean =>
    build === 'daybook'
      ? performance.now() < begun + runMs
      : count('lost') === 0 && performance.now() < begun + longestMs;
  await appendSteadily(store, ledger, goesOn, 50);
  await sleep(300);
  const judgement = await judgeDurable({ url: database.url, effects: receiver.requests });
  return { ...judgement, stolen: count('lost'), claimed: count('claimed') };
}

test('no lease is taken early, and no order changes, where the clocks of processes are an hour off and step back', async () => {
  const { violations, stolen, claimed, events } = await run('daybook');
  expect(violations).toEqual([]);
  expect(stolen).toBe(0);
  printFelt('F22 turned clocks', { claimed, events });
});

test('who goes by the clock of the process takes the leases of others', async () => {
  expect((await run('own clock')).stolen).toBeGreaterThan(0);
});
