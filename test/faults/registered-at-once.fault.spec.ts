import { SubscriptionRunner } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeDurable, type DurableJudgement } from './judgement/judge-durable.js';
import { createAppliedTables } from './load/applied-tables.js';
import { closingAfterEach } from './load/closing.js';
import { noting } from './load/durable-consumers.js';
import { Ledger } from './load/ledger.js';
import { openStore, type OpenedStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import { requestOf } from './load/request.js';
import { startAtWhatIsSeen } from './wrong-builds/starts.js';
import { applyVariants, type SqlVariant } from './wrong-builds/sql-variant.js';

const times = inForm({ short: 20, long: 200 });
const names = Array.from({ length: times }, (_, n) => `noting-${n}`);

const closing = closingAfterEach();

interface Run {
  readonly judgement: DurableJudgement;
  /** Those that have not met each event after their beginning once, in order. */
  readonly irregular: readonly string[];
  /** Those that have missed what was in flight when they were put on record. */
  readonly missing: readonly string[];
  /** Positions that were overtaken while subscriptions were put on record. */
  readonly overtaken: number;
}

/**
 * Two stores put the same subscription on record at once, from now on, while an append is in flight that another has
 * overtaken; again and again with another name. Then both processes read for all of them.
 */
async function run(variants: readonly SqlVariant[]): Promise<Run> {
  const database = closing(await createOwnDatabase());
  await createAppliedTables(database.url);
  const opened = await Promise.all([1, 2].map(() => openStore(database.applicationUrl)));
  const [one, other] = opened.map(closing) as [OpenedStore, OpenedStore];
  await applyVariants(database.url, 'daybook', variants);
  const ledger = new Ledger();
  const begun = new Map<string, { readonly at: number; readonly inFlight: number }>();
  for (const [n, name] of names.entries()) {
    const held = requestOf([{ streamId: `held-${n}`, expected: 'noStream' }]);
    const inFlight = await one.dataSource.transaction(async (manager) => {
      const { position } = await one.store.appendAll(held.appends, { manager });
      await ledger.append(other.store, [{ streamId: `quick-${n % 3}`, expected: 'any' }]);
      const wanted = [noting('nobody', { name, from: 'now' })];
      await Promise.all([one, other].map(({ store }) => store.subscriptions.register(wanted)));
      return position;
    });
    const [status] = await one.store.subscriptions.status(name);
    begun.set(name, { at: status!.segments[0]!.position, inFlight });
  }
  for (const [n, { store }] of [one, other].entries()) {
    const runner = new SubscriptionRunner({ store, name: `${n}`, stopWithinMs: 2_000 });
    for (const name of names) runner.add(noting(runner.name, { name, from: 'now' }));
    closing({ close: () => runner.stop() });
    await runner.start();
  }
  const judgement = await judgeDurable({ url: database.url, notedBy: [], summed: false, withinMs: 60_000 });
  const notedBy = (name: string): readonly number[] =>
    judgement.applied.filter(({ subscription }) => subscription === name).map(({ position }) => position);
  const dueFor = (name: string): readonly number[] =>
    judgement.positions.filter((position) => position > begun.get(name)!.at);
  return {
    judgement,
    irregular: names.filter((name) => notedBy(name).join() !== dueFor(name).join()),
    missing: names.filter((name) => !notedBy(name).includes(begun.get(name)!.inFlight)),
    overtaken: ledger.with('appended').length,
  };
}

test('two who put a subscription on record at once give it one beginning, behind nothing that is in flight', async () => {
  const { judgement, irregular, missing, overtaken } = await run([]);
  expect({ found: judgement.violations, irregular, missing }).toEqual({ found: [], irregular: [], missing: [] });
  printFelt('F27 registered at once', { injected: times, felt: overtaken, events: judgement.events });
}, 300_000);

test('a beginning at what has been seen misses what was in flight below it', async () => {
  const { missing } = await run(startAtWhatIsSeen);
  expect(missing.length).toBeGreaterThan(times / 2);
}, 300_000);
