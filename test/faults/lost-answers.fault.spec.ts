import { type EventStore } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { CuttingProxy, type Cut } from './injection/cutting-proxy.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { persist, type Persistence } from './load/persistent-caller.js';
import { saysFailure, saysSuccess } from './wrong-builds/outcomes.js';

const cutsToMake = inForm({ short: 40, long: 500 });
const callers = 16;
const moments: readonly Cut[] = ['before-the-client', 'before-the-answer', 'before-the-client', 'before-the-server'];

const closing = closingAfterEach();

/** Cuts every fourth request that ends in a commit, until it has cut often enough. */
async function cuttingProxy({ applicationUrl }: OwnDatabase, cuts: number, commits: RegExp): Promise<CuttingProxy> {
  let requests = 0;
  const proxy: CuttingProxy = closing(
    await CuttingProxy.before(applicationUrl, ({ text }) => {
      if (proxy.count >= cuts || !commits.test(text)) return undefined;
      requests++;
      return requests % 4 === 0 ? moments[proxy.count % moments.length] : undefined;
    }),
  );
  return proxy;
}

/** An append commits by itself: its statement is the one with the commit. */
const appendItself = /append/;

interface Run {
  readonly cuts: number;
  readonly by: readonly Persistence['by'][];
  readonly build?: (store: EventStore) => EventStore;
  readonly isolation?: string;
}

async function run({ cuts, by, build = (store) => store, isolation = 'read committed' }: Run) {
  const database = closing(await createOwnDatabase());
  const proxy = await cuttingProxy(database, cuts, isolation === 'read committed' ? appendItself : /^COMMIT/);
  const settings = { default_transaction_isolation: isolation };
  const opened = closing(await openStore(proxy.url, { settings }));
  const store = build(opened.store);
  const ledger = new Ledger();
  const goOn = (): boolean => proxy.count < cuts;
  const names = Array.from({ length: callers }, (_, n) => `caller-${n}`);
  await Promise.all(names.map((streamId, n) => persist(store, ledger, { streamId, by: by[n % by.length]!, goOn })));
  return { ledger, proxy, ...(await judge({ url: database.url, ledger })) };
}

test.each(['read committed', 'serializable'])(
  'an append whose answer is lost is present exactly once after it has been repeated, when %s is the default',
  async (isolation) => {
    const { ledger, proxy, violations } = await run({
      cuts: cutsToMake,
      by: ['event ids', 'idempotency key'],
      isolation,
    });
    const unknown = ledger.with('unknown').length;
    const there = ledger.with('appended').filter(({ result }) => result!.repeated).length;
    printFelt(
      'F08 lost answers',
      { injected: proxy.count, felt: unknown, 'had been made': there, 'had not': unknown - there },
      `${isolation}, ${JSON.stringify(proxy.cuts)}, ${ledger.with('appended').length} appends`,
    );
    expect(violations).toEqual([]);
    // Neither success nor failure, ever.
    expect(ledger.errors()).toEqual({ AppendOutcomeUnknown: unknown });
  },
);

test('a caller who renews the ids when he repeats an append is caught', async () => {
  const { violations } = await run({ cuts: 8, by: ['nothing'] });
  expect(violations).toContainEqual(expect.stringMatching(/^I1 appended request .* has items 1,1/));
});

test.each([
  ['a failure', saysFailure, 'refused with'],
  ['a success', saysSuccess, 'is lost'],
])('a store that takes a lost answer for %s is caught', async (_, build, finding) => {
  const { violations } = await run({ cuts: 12, by: ['event ids'], build });
  expect(violations).toContainEqual(expect.stringContaining(finding));
});
