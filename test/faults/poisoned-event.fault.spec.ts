import { setTimeout as sleep } from 'node:timers/promises';
import { type Consumer, type RunnerNotice, SubscriptionRunner } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable } from './judgement/judge-durable.js';
import { appliedRows, createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { note, noting } from './load/durable-consumers.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { parkedAlone } from './wrong-builds/parked-alone.js';

const poisoned = inForm({ short: 3, long: 20 });
const streams = inForm({ short: 12, long: 100 });
const perStream = 6;

const closing = closingAfterEach();

/** Every third event of some streams is one that cannot be handled, until the code is mended. */
async function run(built: (consumer: Consumer) => Consumer) {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const { store } = closing(await openStore(database.applicationUrl));
  const ledger = new Ledger();
  for (let n = 0; n < perStream; n++) {
    const call = (stream: number) => ledger.append(store, [{ streamId: `s-${stream}`, expected: 'any' }]);
    await Promise.all(Array.from({ length: streams }, (_, stream) => call(stream)));
  }
  const notices: RunnerNotice[] = [];
  let isMended = false;
  const runner = new SubscriptionRunner({
    store,
    heartbeatMs: 100,
    leaseMs: 2_000,
    onNotice: (of) => notices.push(of),
  });
  const consumer = noting('worker', {
    apply: async (deliveries, manager) => {
      const bad = deliveries.find(({ recorded }) => isPoisoned(recorded.streamId, recorded.version));
      await note('noting', 'worker', deliveries, manager);
      if (bad !== undefined && !isMended) throw new Error('It cannot be handled.');
    },
  });
  runner.add(built(consumer));
  closing({ close: () => runner.stop() });
  await runner.start();
  await runner.whenIdle({ timeoutMs: 20_000 });
  const flowed = await appliedRows(database.url);
  const parked = await store.subscriptions.parked('noting');
  isMended = true;
  await store.subscriptions.retry('noting');
  for (let tries = 0; tries < 200 && (await store.subscriptions.parked('noting')).length > 0; tries++) await sleep(50);
  const judgement = await judgeDurable({ url: database.url, summed: false });
  return { flowed, parked, notices, violations: judgement.violations, rows: judgement.applied };
}

const isPoisoned = (stream: string, version: number): boolean => Number(stream.slice(2)) < poisoned && version === 3;

test('a poisoned event waits with the later ones of its key alone, and comes in its turn once it can be handled', async () => {
  const { flowed, parked, notices, violations, rows } = await run((consumer) => consumer);
  // Those of its stream from the third on; everything else has flowed.
  expect(parked).toHaveLength(poisoned * (perStream - 2));
  expect(parked.filter(({ failure }) => failure !== undefined)).toHaveLength(poisoned);
  expect(flowed).toHaveLength(streams * perStream - parked.length);
  expect(notices.filter(({ word }) => word === 'parked')).not.toEqual([]);
  // What was tried again came late, in the order of its stream.
  expect(violations.filter((violation) => !violation.startsWith('I5'))).toEqual([]);
  expect(overtaken(rows)).toBe(0);
  printFelt('F19 poisoned events', { injected: poisoned, parked: parked.length, flowed: flowed.length });
});

function overtaken(rows: readonly { readonly stream: string; readonly version: number }[]): number {
  const last = new Map<string, number>();
  let found = 0;
  for (const { stream, version } of rows) {
    if (version !== (last.get(stream) ?? 0) + 1) found++;
    last.set(stream, version);
  }
  return found;
}

test('where an event is parked alone, those behind it overtake it', async () => {
  expect(overtaken((await run(parkedAlone)).rows)).toBeGreaterThan(0);
});
