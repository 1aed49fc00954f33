import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { killProcess, untilBack } from './injection/server-processes.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { EffectReceiver } from './load/effect-receiver.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { startOwnServer } from './load/own-server.js';
import { appendSteadily } from './load/steady-appends.js';
import { Subscribing } from './load/subscribing.js';

const kills = inForm({ short: 2, long: 20 });
const betweenMs = inForm({ short: 500, long: 1_500 });

const closing = closingAfterEach();

/** How many events the one beside has not met, when it has met the last. */
async function lostByHasty(url: string): Promise<number> {
  for (let looks = 0; looks < 200; looks++) {
    const { applied, positions } = await judgeDurable({ url });
    const met = new Set(applied.flatMap((row) => (row.subscription === 'hasty' ? [row.position] : [])));
    if (met.has(positions.at(-1) ?? 0)) return positions.filter((position) => !met.has(position)).length;
    await sleep(50);
  }
  throw new Error('It has not come to the end.');
}

test('processes that read durably go on by themselves when PostgreSQL is killed under load', async () => {
  const own = closing(await startOwnServer());
  await createAppliedTables(own.url);
  const receiver = closing(await EffectReceiver.open());
  const common = { url: own.applicationUrl, receiver: receiver.url, isHastyBeside: true };
  const processes = await Promise.all(['one', 'other'].map((worker) => Subscribing.start({ ...common, worker })));
  processes.forEach(closing);
  const { store } = closing(await openStore(own.applicationUrl));
  const ledger = new Ledger();
  const healed: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    let going = true;
    const appending = appendSteadily(store, ledger, () => going, 30);
    await sleep(betweenMs);
    // The whole server, or one of its processes, of which the others cannot know what it has left in their memory.
    if (kill % 2 === 0) await own.server.kill();
    else await killProcess(own.url, own.applicationRole);
    await untilBack(own.server, own.url);
    const back = performance.now();
    await sleep(200);
    going = false;
    await appending;
    const { violations } = await judgeDurable({ url: own.url, effects: receiver.requests });
    expect(violations).toEqual([]);
    healed.push(Math.round(performance.now() - back));
  }
  expect(processes.map(({ isAlive }) => isAlive)).toEqual([true, true]);
  const lost = await lostByHasty(own.url);
  const felt = processes.reduce((sum, process) => sum + process.times('failing'), 0);
  printFelt(
    'F07 killed server, durable subscribers',
    { injected: kills, felt, events: ledger.with('appended').length, 'lost by who acknowledges first': lost },
    `all at the end ${Math.max(...healed)} ms after its return`,
  );
  expect(Math.max(...healed)).toBeLessThan(10_000);
}, 300_000);
