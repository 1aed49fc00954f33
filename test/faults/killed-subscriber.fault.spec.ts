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
import type { Step, SubscribingOptions } from './load/subscribing-options.js';
import { Subscribing } from './load/subscribing.js';

const rounds = inForm({ short: 1, long: 12 });
const steps: readonly Step[] = ['read', 'handled', 'applied', 'before checkpoint', 'after checkpoint', 'effect'];

const closing = closingAfterEach();

interface Run extends DurableJudgement {
  /** How many processes have ended by a kill. */
  readonly kills: number;
  /** Effects that were asked for again, under their keys. */
  readonly copies: number;
}

/** Two processes read while others append; each kills itself at the next step, and another one follows it. */
async function run(deaths: readonly Step[], build: NonNullable<SubscribingOptions['build']>): Promise<Run> {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const { store } = closing(await openStore(database.applicationUrl));
  const receiver = closing(await EffectReceiver.open());
  const ledger = new Ledger();
  let going = true;
  const appending = appendSteadily(store, ledger, () => going, 150);
  const options = { url: database.applicationUrl, receiver: receiver.url, build };
  let kills = 0;
  const remaining = [...deaths];
  const succession = async (line: number): Promise<void> => {
    for (let step = remaining.shift(); step !== undefined; step = remaining.shift()) {
      const dies = { step, times: 3 + Math.floor(Math.random() * 5) };
      const process = closing(Subscribing.begin({ ...options, worker: `${line}: ${step}`, dies }));
      await process.killed();
      kills++;
    }
  };
  await Promise.all([succession(1), succession(2)]);
  going = false;
  await appending;
  closing(await Subscribing.start({ ...options, worker: 'the last' }));
  const judgement = await judgeDurable({ url: database.url, effects: receiver.requests });
  return { ...judgement, kills, copies: receiver.requests.length - receiver.effects.length };
}

test('whenever a process is killed that reads durably, nothing is skipped, nothing counts twice, and others go on', async () => {
  const deaths = Array.from({ length: rounds }, () => steps).flat();
  const { violations, kills, copies, events, healedMs } = await run(deaths, 'daybook');
  expect(violations).toEqual([]);
  expect(kills).toBe(deaths.length);
  printFelt('F09 killed subscribers', { kills, copies, events }, `all at the end ${healedMs} ms after the last start`);
}, 300_000);

test('one that acknowledges before it has handled loses events', async () => {
  const { violations } = await run(['after checkpoint', 'after checkpoint'], 'acknowledges first');
  expect(violations).toContainEqual(expect.stringMatching(/^I4 noting skipped/));
  expect(violations).toContainEqual(expect.stringMatching(/^I6/));
});
