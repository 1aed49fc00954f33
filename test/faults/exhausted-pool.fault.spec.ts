import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WaitingLimits } from '@daybook/event-store';
import { SilentProxy } from './injection/silent-proxy.js';
import { stopServer } from './injection/stopped-server.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { impatience, reasonsOf, type Patience } from './judgement/impatience.js';
import { Arrivals } from './load/arrivals.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { startOwnServer } from './load/own-server.js';
import { Subscriber } from './load/subscriber.js';
import { noLimits } from './wrong-builds/no-limits.js';

const faultMs = inForm({ short: 2_500, long: 10_000 });
const limits = inForm({
  short: { waiting: 300, waitMs: 700, answerMs: 600 },
  long: { waiting: 2_000, waitMs: 2_500, answerMs: 2_000 },
});
// So many every 10 ms.
const perTick = inForm({ short: { appends: 10, reads: 4 }, long: { appends: 20, reads: 5 } });
const poolSize = 5;

const closing = closingAfterEach();

/** What is between the store and the server, and can begin and end. */
interface Fault {
  /** As the owner, past the fault. */
  readonly url: string;
  readonly applicationUrl: string;
  /** The DataSource's own limit for opening a connection, in milliseconds. Default none. */
  readonly connectMs?: number;
  begin(opened: OpenedStore): Promise<() => Promise<void>>;
}

type MakeFault = () => Promise<Fault>;

/** The application's own code takes all connections and sits on them. */
const emptiedPool: MakeFault = async () => {
  const { url, applicationUrl } = closing(await createOwnDatabase());
  return {
    url,
    applicationUrl,
    begin: async ({ dataSource }) => {
      const taken = Array.from({ length: poolSize }, () => dataSource.createQueryRunner());
      for (const runner of taken) await runner.startTransaction();
      return async () => {
        for (const runner of taken) await runner.rollbackTransaction().finally(() => runner.release());
      };
    },
  };
};

/** The server stands still, and with it whoever it works for. */
const stoppedServer: MakeFault = async () => {
  const { server, url, applicationUrl } = closing(await startOwnServer({ supervise: false }));
  return {
    url,
    applicationUrl,
    begin: async () => {
      const goOn = await stopServer(server);
      // Nothing can be closed while it stands still.
      closing({ close: async () => goOn() });
      return async () => goOn();
    },
  };
};

/** The server does everything, and nobody hears of it. */
const swallowedAnswers: MakeFault = async () => {
  const { url, applicationUrl } = closing(await createOwnDatabase());
  const proxy = closing(await SilentProxy.before(applicationUrl));
  return {
    url,
    applicationUrl: proxy.url,
    // Only the driver can give up a connection that it is opening.
    connectMs: 500,
    begin: async () => {
      proxy.fallSilent();
      return async () => proxy.speak();
    },
  };
};

async function play(make: MakeFault, build: WaitingLimits) {
  const fault = await make();
  const opened = closing(
    await openStore(fault.applicationUrl, { poolSize, waitMs: fault.connectMs ?? 0, limits: build }),
  );
  const ledger = new Ledger();
  const arrivals = new Arrivals(opened.store, ledger, perTick);
  let coming = true;
  const come = arrivals.come(() => coming);
  await sleep(300);
  const heapBefore = process.memoryUsage().heapUsed;
  const end = await fault.begin(opened);
  await sleep(faultMs);
  const grownMb = (process.memoryUsage().heapUsed - heapBefore) / 1_000_000;
  await end();
  const recoveredMs = await untilItWorks(opened, ledger, 3_000);
  await sleep(300);
  coming = false;
  await come;
  const untold = await arrivals.allTold(limits.waitMs + limits.answerMs + 1_000);
  const patience: Patience = { arrivals, ledger, limits, poolSize, recoveredMs, untold };
  return { url: fault.url, opened, ledger, arrivals, recoveredMs, grownMb, findings: impatience(patience) };
}

/** How long it takes until an append and a read are answered again; Infinity if it takes longer than may be. */
async function untilItWorks({ store }: OpenedStore, ledger: Ledger, withinMs: number): Promise<number> {
  const begun = performance.now();
  let done = false;
  const works = async (): Promise<void> => {
    while (!done && performance.now() < begun + withinMs) {
      const { outcome } = await ledger.append(store, [{ streamId: 'fault-over', expected: 'any' }]);
      done = outcome === 'appended' && (await store.head().catch(() => 0)) > 0;
      if (!done) await sleep(10);
    }
  };
  await Promise.race([works(), sleep(withinMs, undefined, { ref: false })]);
  return done ? performance.now() - begun : Infinity;
}

test.each([
  ['the application holds every connection', emptiedPool, ['StoreUnavailable', 'StoreOverloaded']],
  ['the server stands still', stoppedServer, ['AppendOutcomeUnknown', 'StoreUnavailable', 'StoreOverloaded']],
  ['answers are swallowed', swallowedAnswers, ['AppendOutcomeUnknown', 'StoreUnavailable', 'StoreOverloaded']],
])('while %s everybody is told in time, why, and nothing acknowledged is lost', async (name, make, kinds) => {
  const { url, ledger, opened, arrivals, recoveredMs, grownMb, findings } = await play(make, limits);
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(opened.store)))];
  const { violations } = await judge({ url, ledger, subscribers });
  const errors = ledger.errors();
  const felt = Object.fromEntries(kinds.map((kind) => [kind, errors[kind] ?? 0]));
  const besides =
    `${name} for ${faultMs} ms, ${ledger.with('appended').length} appended, ${arrivals.readErrors.length} reads refused, ` +
    `${arrivals.mostUntold.appends} appends waiting at most, heap +${grownMb.toFixed(0)} MB, back after ${recoveredMs.toFixed(0)} ms`;
  printFelt(
    'F17 exhausted pool',
    { injected: arrivals.came.appends, ...felt, 'reads refused': arrivals.readErrors.length },
    besides,
  );
  expect(violations).toEqual([]);
  expect(findings).toEqual([]);
  expect(Object.keys(errors).sort()).toEqual([...kinds].sort());
  expect(reasonsOf([...ledger.entries.map(({ error }) => error), ...arrivals.readErrors])).toEqual([]);
  expect(grownMb).toBeLessThan(200);
});

test.each([
  ['the application holds every connection', emptiedPool, /^\d+ appends waited at a time/],
  ['answers are swallowed', swallowedAnswers, /never been told|has not come back/],
])('a store that lets everybody wait is caught while %s', async (_, make, finding) => {
  const { findings } = await play(make, noLimits);
  expect(findings).toContainEqual(expect.stringMatching(finding));
});
