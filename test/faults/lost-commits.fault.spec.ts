import { randomUUID } from 'node:crypto';
import { isDaybookError } from '@daybook/domain';
import { expect, test } from '@jest/globals';
import { CuttingProxy, type Cut } from './injection/cutting-proxy.js';
import { inForm, printFelt } from './judgement/felt.js';
import { closingAfterEach } from './load/closing.js';
import { Credited } from './load/credited.js';
import { type OpenedStore, openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { type DoWork, keptOnce, saysCommitted, withoutKey } from './wrong-builds/units-of-work.js';

const cutsToMake = inForm({ short: 40, long: 500 });
const callers = 8;
const moments: readonly Cut[] = ['before-the-client', 'before-the-answer', 'before-the-client', 'before-the-server'];

const closing = closingAfterEach();

interface Run {
  readonly database: OwnDatabase;
  readonly cuts: number;
  /** The requests that were answered. */
  readonly answered: readonly string[];
  /** By the code of what a caller was told instead of an answer. */
  readonly errors: Readonly<Record<string, number>>;
  /** Repetitions that were told that it had been done. */
  readonly repeated: number;
}

/** Callers who insert a row and append an event for each request, over connections that are cut at every fourth commit. */
async function run(cuts: number, build: (opened: OpenedStore) => DoWork): Promise<Run> {
  const database = closing(await createOwnDatabase());
  await database.pool.query(`CREATE TABLE public.payout (request text NOT NULL)`);
  await database.pool.query(`GRANT ALL ON public.payout TO ${database.applicationRole}`);
  let commits = 0;
  const proxy: CuttingProxy = closing(
    await CuttingProxy.before(database.applicationUrl, ({ text }) => {
      if (proxy.count >= cuts || text !== 'COMMIT') return undefined;
      return ++commits % 4 === 0 ? moments[proxy.count % moments.length] : undefined;
    }),
  );
  const opened = closing(await openStore(proxy.url));
  const doWork = build(opened);
  const errors: Record<string, number> = {};
  const answered: string[] = [];
  let repeated = 0;
  const settle = async (request: string): Promise<void> => {
    for (;;) {
      try {
        const known = await doWork(request, async (manager) => {
          await manager.query('INSERT INTO public.payout VALUES ($1)', [request]);
          const events = [Credited.of({ request, item: 1 })];
          await opened.store.append(`payout-${request}`, events, { expected: 'any', manager });
        });
        if (known) repeated += 1;
        answered.push(request);
        return;
      } catch (error) {
        const code = isDaybookError(error) ? error.code : String(error);
        errors[code] = (errors[code] ?? 0) + 1;
      }
    }
  };
  const call = async (): Promise<void> => {
    while (proxy.count < cuts) await settle(randomUUID());
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { database, cuts: proxy.count, answered, errors, repeated };
}

/** What does not have exactly the effect that its caller was told. */
async function violations({ database, answered }: Run): Promise<readonly string[]> {
  const count = async (source: string): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await database.pool.query<{ request: string; count: number }>(
      `SELECT request, count(*)::int AS count FROM (${source}) AS effect (request) GROUP BY request`,
    );
    return new Map(rows.map((row) => [row.request, row.count]));
  };
  const kinds = { row: 'SELECT request FROM public.payout', event: `SELECT data ->> 'request' FROM daybook.events` };
  const found: string[] = [];
  for (const [kind, source] of Object.entries(kinds)) {
    const counts = await count(source);
    for (const request of answered) {
      if (counts.get(request) !== 1) found.push(`${kind}: ${counts.get(request) ?? 0} times`);
    }
    for (const request of counts.keys()) if (!answered.includes(request)) found.push(`${kind}: of nobody`);
  }
  return found;
}

test('a unit of work whose commit is not answered has happened once, after it has been repeated under its key', async () => {
  const made = await run(cutsToMake, ({ store }) => keptOnce(store));
  const { 'transaction-outcome-unknown': unknown = 0, ...others } = made.errors;
  printFelt(
    'lost commits',
    { injected: made.cuts, felt: unknown, 'had been made': made.repeated, 'had not': unknown - made.repeated },
    `${made.answered.length} units of work`,
  );
  expect(await violations(made)).toEqual([]);
  expect(others).toEqual({});
});

test('a repetition without a key is caught', async () => {
  const made = await run(8, ({ store }) => withoutKey(store));
  expect(await violations(made)).toEqual(expect.arrayContaining(['row: 2 times', 'event: 2 times']));
});

test('a lost answer that is taken for a commit is caught', async () => {
  const made = await run(12, ({ dataSource }) => saysCommitted(dataSource));
  expect(await violations(made)).toEqual(expect.arrayContaining(['row: 0 times', 'event: 0 times']));
});
