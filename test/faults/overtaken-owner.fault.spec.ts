import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { printFelt } from './judgement/felt.js';
import { judgeDurable, type DurableJudgement } from './judgement/judge-durable.js';
import { appliedRows, createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { EffectReceiver } from './load/effect-receiver.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { appendSteadily } from './load/steady-appends.js';
import type { Step } from './load/subscribing-options.js';
import { Subscribing } from './load/subscribing.js';
import { noFence } from './wrong-builds/fences.js';
import { applyVariants, type SqlVariant } from './wrong-builds/sql-variant.js';

const closing = closingAfterEach();

interface Run extends DurableJudgement {
  /** Until another had written something, after the owner stood still. */
  readonly takenOverMs: number;
  /** How often the one that woke up was told that it had lost something. */
  readonly lost: number;
}

/**
 * The only process that reads stands still in the midst of a batch for longer than its lease; another comes, and the
 * first wakes up when that has taken over.
 */
async function run(step: Step, way: 'stopped' | 'blocked', variants: readonly SqlVariant[] = []): Promise<Run> {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  if (variants.length > 0) await applyVariants(database.url, 'daybook', variants);
  const { store } = closing(await openStore(database.applicationUrl));
  const receiver = closing(await EffectReceiver.open());
  const common = { url: database.applicationUrl, receiver: receiver.url, leaseMs: 1_000, heartbeatMs: 250 };
  const second = closing(Subscribing.begin({ ...common, worker: 'second', starts: 'when told' }));
  const forMs = way === 'stopped' ? way : 4_000;
  const first = closing(await Subscribing.start({ ...common, worker: 'first', blocks: { step, times: 3, forMs } }));
  await second.has('ready');
  const ledger = new Ledger();
  let going = true;
  const appending = appendSteadily(store, ledger, () => going, 50);
  await first.has('blocked');
  const stood = performance.now();
  second.tell('start');
  while (!(await appliedRows(database.url)).some(({ worker }) => worker === 'second')) {
    if (performance.now() - stood > 10_000) break;
    await sleep(50);
  }
  const takenOverMs = Math.round(performance.now() - stood);
  first.signal('SIGCONT');
  while (first.times('lost') === 0 && performance.now() - stood < 12_000) await sleep(50);
  going = false;
  await appending;
  const judgement = await judgeDurable({ url: database.url, effects: receiver.requests });
  return { ...judgement, takenOverMs, lost: first.times('lost') };
}

test.each([
  ['handled', 'stopped'],
  ['applied', 'blocked'],
] as const)(
  'what a process makes of a batch that has stood still when it was %s is refused once it wakes up: %s',
  async (step, way) => {
    const { violations, takenOverMs, lost, events } = await run(step, way);
    expect(violations).toEqual([]);
    printFelt(`F10 ${way} owner`, { lost, events }, `another one had taken over after ${takenOverMs} ms`);
    expect(takenOverMs).toBeLessThan(5_000);
  },
  120_000,
);

test('where nothing is fenced, both write', async () => {
  const { violations } = await run('handled', 'blocked', noFence);
  expect(violations).toContainEqual(expect.stringMatching(/^I4 noting noted \d+ 2 times/));
});
