import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, SubscriptionRunner } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { noting, summing, telling } from './load/durable-consumers.js';
import { EffectReceiver } from './load/effect-receiver.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { appendSteadily } from './load/steady-appends.js';
import { Subscribing } from './load/subscribing.js';
import { finishesNothing, handsNothingOver, type Leave } from './wrong-builds/leaves.js';

const rounds = inForm({ short: 1, long: 5 });

const closing = closingAfterEach();

test('three processes are restarted one after another under load: no request fails, no effect is doubled', async () => {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const { store } = closing(await openStore(database.applicationUrl));
  const receiver = closing(await EffectReceiver.open());
  // Longer than the test: who ends gives everything back, or nobody would go on.
  const common = { url: database.applicationUrl, receiver: receiver.url, leaseMs: 120_000, heartbeatMs: 200 };
  const start = async (worker: string) => closing(await Subscribing.start({ ...common, worker }));
  const processes = await Promise.all(['a1', 'b1', 'c1'].map(start));
  const ledger = new Ledger();
  let going = true;
  const appending = appendSteadily(store, ledger, () => going, 250);
  let restarts = 0;
  let longestMs = 0;
  for (let round = 2; round < 2 + rounds; round++) {
    for (const [n, letter] of ['a', 'b', 'c'].entries()) {
      const begun = performance.now();
      // As a deployment does it: the new one is there before the old one goes.
      const next = await start(`${letter}${round}`);
      const stopping = performance.now();
      await processes[n]!.stop();
      longestMs = Math.max(longestMs, performance.now() - stopping);
      processes[n] = next;
      restarts++;
      expect(performance.now() - begun).toBeLessThan(60_000);
    }
  }
  going = false;
  await appending;
  const { violations, healedMs, events, applied } = await judgeDurable({
    url: database.url,
    effects: receiver.requests,
  });
  expect(violations).toEqual([]);
  expect(ledger.errors()).toEqual({});
  // Nobody was killed, so that nothing needed to be asked for twice.
  expect(receiver.requests).toHaveLength(events);
  expect(processes.map((process) => process.times('lost'))).toEqual([0, 0, 0]);
  const workers = new Set(applied.map(({ worker }) => worker)).size;
  printFelt(
    'F34 rolling restart',
    { restarts, 'processes that wrote': workers, events },
    `stopped within ${Math.round(longestMs)} ms, all at the end after ${healedMs} ms`,
  );
}, 300_000);

interface Process {
  readonly store: EventStore;
  readonly runner: SubscriptionRunner;
}

/** What comes of it when one process leaves in the middle of its work, and another one is there. */
async function handOver(leave: Leave, withinMs: number) {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const receiver = closing(await EffectReceiver.open());
  const begin = async (name: string): Promise<Process> => {
    const { store } = closing(await openStore(database.applicationUrl));
    const runner = new SubscriptionRunner({ store, name, leaseMs: 120_000, heartbeatMs: 200, stopWithinMs: 2_000 });
    const tell = telling(receiver.url);
    const apply: typeof tell.apply = async (...given) => {
      await tell.apply(...given);
      // It has happened, and is still being worked on.
      await sleep(30);
    };
    for (const consumer of [noting(name), summing(), { ...tell, apply }]) runner.add(consumer);
    closing({ close: () => runner.stop() });
    return { store, runner };
  };
  const [old, next] = [await begin('old'), await begin('next')];
  const ledger = new Ledger();
  // Several of a stream in a row: those of others pass the ones that wait.
  for (let n = 0; n < 16; n++) {
    await ledger.append(old.store, [{ streamId: `account-${n % 8}`, expected: 'any', count: 5 }]);
  }
  await old.runner.start();
  while (receiver.requests.length < 10) await sleep(5);
  const left = leave(old.runner, old.store);
  await next.runner.start();
  await left;
  const { violations, events } = await judgeDurable({ url: database.url, effects: receiver.requests, withinMs });
  return { violations, events, effects: receiver.requests.length };
}

test('a process that leaves hands over what it has finished; not so one that hands nothing over, or finishes nothing', async () => {
  const stops: Leave = (runner) => runner.stop();
  expect(await handOver(stops, 20_000)).toEqual({ violations: [], events: 80, effects: 80 });
  const silent = await handOver(handsNothingOver, 1_000);
  expect(silent.violations).toContainEqual(expect.stringContaining('I11'));
  const hasty = await handOver(finishesNothing, 20_000);
  expect(hasty.effects).toBeGreaterThan(hasty.events);
});
