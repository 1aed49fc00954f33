import { isBusinessRuleViolation } from '@daybook/domain';
import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuseInserts } from './injection/refusing-inserts.js';
import { inForm, printFelt } from './judgement/felt.js';
import { closingAfterEach } from './load/closing.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { openSwapOffice, type SwapOffice } from './load/swap-office.js';
import { Listening, Swapping, SwappingOnce } from './load/swaps.js';
import { unsortedHolds } from './wrong-builds/holds.js';
import { applyVariants } from './wrong-builds/sql-variant.js';

const pairs = inForm({ short: 40, long: 1_000 });
const rings = inForm({ short: 100, long: 1_000 });
/** So many pairs of swaps meet at a time: both of a pair have to be under way beside each other. */
const atATime = 8;
const boundMs = inForm({ short: 120_000, long: 900_000 });

const closing = closingAfterEach();

async function opened(): Promise<OwnDatabase> {
  const database = closing(await createOwnDatabase());
  await database.pool.query(`ALTER DATABASE ${database.name} SET deadlock_timeout = '30ms'`);
  return database;
}

/** How often PostgreSQL has found a circle. Connections tell it when they end. */
async function deadlocks({ pool }: OwnDatabase, offices: readonly SwapOffice[]): Promise<number> {
  for (const office of offices) await office.close();
  const others = 'SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user';
  while ((await pool.query(others)).rowCount !== 0) await sleep(5);
  const text = 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()';
  const { rows } = await pool.query<{ readonly deadlocks: string }>(text);
  return Number(rows[0]?.deadlocks);
}

/** Lets the two swaps of a pair wait until each has changed its first chest: each wants what the other one has. */
function meetOnce({ between }: SwapOffice): void {
  const waiting = new Map<string, () => void>();
  const met = new Set<string>();
  between.meet = async (swap) => {
    const pair = swap.slice(0, -1);
    if (met.has(pair)) return;
    const other = waiting.get(pair);
    if (other !== undefined) {
      met.add(pair);
      other();
      return;
    }
    const meeting = new Promise<void>((resolve) => {
      waiting.set(pair, resolve);
    });
    await Promise.race([meeting, sleep(5_000, undefined, { ref: false })]);
  };
}

async function swapInPairs({ chests, swaps }: SwapOffice, first: number, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => first + n);
  const each = numbers.map(async (n) => {
    const [a, b] = [`a${n}`, `b${n}`];
    await Promise.all([a, b].map((id) => chests.create(id, (chest) => chest.fill(100))));
    await Promise.all([
      swaps.create(`${n}a`, (swap) => swap.ask(a, b)),
      swaps.create(`${n}b`, (swap) => swap.ask(b, a)),
    ]);
  });
  await Promise.all(each);
}

interface SwapsSoFar {
  readonly over: number;
  readonly stuck: number;
}

/** Waits until so many instances are over, or stuck. */
async function untilOver({ pool }: OwnDatabase, instances: number): Promise<SwapsSoFar> {
  const text = `SELECT count(*) FILTER (WHERE status = 'completed')::int AS over,
                       count(*) FILTER (WHERE failure IS NOT NULL)::int AS stuck FROM daybook.saga_instances`;
  for (const end = performance.now() + boundMs; ;) {
    const { rows } = await pool.query<SwapsSoFar>(text);
    const [found = { over: 0, stuck: 0 }] = rows;
    if (found.over + found.stuck >= instances || performance.now() > end) return found;
    await sleep(20);
  }
}

/** Effects that came twice or by halves. */
async function broken({ pool }: OwnDatabase): Promise<readonly string[]> {
  const { rows } = await pool.query<{ readonly swap: string }>(`
    SELECT data ->> 'move' AS swap FROM daybook.events WHERE event_type IN ('chest.debited', 'chest.credited')
    GROUP BY 1 HAVING count(*) FILTER (WHERE event_type = 'chest.debited') <> 1
                   OR count(*) FILTER (WHERE event_type = 'chest.credited') <> 1`);
  return rows.map(({ swap }) => swap);
}

test(
  'sagas whose commands change the same two streams in opposite order all come to their end',
  async () => {
    const database = await opened();
    const office = closing(await openSwapOffice(database.applicationUrl, 'one', [Swapping]));
    meetOnce(office);
    for (let first = 0; first < pairs; first += atATime) {
      const count = Math.min(atATime, pairs - first);
      await swapInPairs(office, first, count);
      const soFar = await untilOver(database, 2 * (first + count));
      expect(soFar).toEqual({ over: 2 * (first + count), stuck: 0 });
    }
    expect(await broken(database)).toEqual([]);
    const sentAgain = office.between.begun.length - 2 * pairs;
    printFelt('F18 opposite steps', { injected: pairs, felt: await deadlocks(database, [office]), sentAgain });
  },
  inForm({ short: 600_000, long: 1_800_000 }),
);

test('a saga that never tries again is stuck when another one was in its way', async () => {
  const database = await opened();
  const office = closing(await openSwapOffice(database.applicationUrl, 'one', [SwappingOnce]));
  meetOnce(office);
  await swapInPairs(office, 0, atATime);
  const { stuck } = await untilOver(database, 2 * atATime);
  expect(stuck).toBeGreaterThan(0);
}, 240_000);

/** How often the command of one swap was begun that a rule refuses. */
async function refusedSwap(wrong: boolean): Promise<{ readonly begun: number } & SwapsSoFar> {
  const database = await opened();
  const office = closing(await openSwapOffice(database.applicationUrl, 'one', [Swapping]));
  if (wrong) {
    const execute: (command: object) => Promise<unknown> = office.bus.execute.bind(office.bus);
    const value = (command: object): Promise<unknown> =>
      execute(command).catch((error: unknown) => {
        throw isBusinessRuleViolation(error) ? new Error('It may work the next time.') : error;
      });
    Object.defineProperty(office.bus, 'execute', { value });
  }
  await office.chests.create('a', (chest) => chest.fill(100));
  await office.chests.create('locked', (chest) => chest.lock());
  await office.swaps.create('refused', (swap) => swap.ask('a', 'locked'));
  const soFar = await untilOver(database, 1);
  return { begun: office.between.begun.length, ...soFar };
}

test('what a rule refuses is sent once; who takes that for something that passes sends it again', async () => {
  expect(await refusedSwap(false)).toEqual({ begun: 1, over: 1, stuck: 0 });
  expect((await refusedSwap(true)).begun).toBeGreaterThan(1);
}, 240_000);

test.each(['40001', '40P01', '55P03'])(
  'a command whose append fails with %s is sent again',
  async (sqlState) => {
    const database = await opened();
    const office = closing(await openSwapOffice(database.applicationUrl, 'one', [Swapping]));
    for (const id of ['a', 'b']) await office.chests.create(id, (chest) => chest.fill(100));
    await office.swaps.create('0', (swap) => swap.ask('a', 'b'));
    office.between.meet = async () => {
      // Each time in the middle of its transaction.
      if (office.between.begun.length <= 3) await refuseInserts(database.pool, 1, sqlState);
    };
    expect(await untilOver(database, 1)).toEqual({ over: 1, stuck: 0 });
    expect(await broken(database)).toEqual([]);
    expect(office.between.begun.length).toBe(4);
  },
  240_000,
);

interface Heard {
  readonly key: string;
  readonly heard: readonly number[];
  readonly open: number;
}

/** Two processes hear rings that are for two instances each, named in one order and in the other. */
async function ringing(
  database: OwnDatabase,
): Promise<{ readonly wrong: readonly string[]; readonly circles: number }> {
  const offices = await Promise.all(
    ['one', 'other'].map(async (name) => closing(await openSwapOffice(database.applicationUrl, name, [Listening]))),
  );
  const [office] = offices as [SwapOffice];
  const keysOf = (n: number): readonly string[] => {
    const keys = [`k${n % 4}`, `k${4 + (n % 3)}`];
    return n % 2 === 0 ? keys : [...keys].reverse();
  };
  await office.swaps.create('bell', (bell) => {
    bell.ring(0, keysOf(0));
  });
  for (let n = 1; n < rings; n += 10) {
    const some = Array.from({ length: Math.min(10, rings - n) }, (_, i) => n + i);
    await office.swaps.update('bell', (bell) => {
      for (const ring of some) bell.ring(ring, keysOf(ring));
    });
  }
  const text = `
    SELECT key, state -> 'heard' AS heard,
           (SELECT count(*)::int FROM daybook.saga_steps AS step WHERE step.key = it.key AND status <> 'done') AS open
    FROM daybook.saga_instances AS it ORDER BY key`;
  for (const end = performance.now() + boundMs; ;) {
    const { rows } = await database.pool.query<Heard>(text);
    const all = Array.from({ length: rings }, (_, ring) => ring);
    const wrong = rows.flatMap(({ key, heard, open }) => {
      const meant = all.filter((ring) => keysOf(ring).includes(key));
      const other = heard.findIndex((ring, at) => ring !== meant[at]);
      if (other >= 0) return `${key} heard ring ${heard[other]} where ring ${meant[other]} was meant`;
      if (heard.length < meant.length) return `${key} has heard ${heard.length} of ${meant.length} rings`;
      return open > 0 ? `${key} has ${open} steps left` : [];
    });
    if ((rows.length === 7 && wrong.length === 0) || performance.now() > end) {
      return { wrong, circles: await deadlocks(database, offices) };
    }
    await sleep(20);
  }
}

test(
  'instances that one event names in opposite orders hear each once, in its order, and nobody waits in a circle',
  async () => {
    const { wrong, circles } = await ringing(await opened());
    expect({ wrong, circles }).toEqual({ wrong: [], circles: 0 });
    printFelt('F18 named in opposite orders', { injected: rings });
  },
  inForm({ short: 600_000, long: 1_800_000 }),
);

/** Two transactions hold the same two instances, named in opposite orders; so often. */
async function holdCrosswise(database: OwnDatabase, times: number): Promise<{ held: number; failed: number }> {
  const { store } = closing(await openStore(database.applicationUrl));
  const office = closing(await openSwapOffice(database.applicationUrl, 'one', [Listening]));
  await office.swaps.create('bell', (bell) => {
    bell.ring(0, ['x', 'y']);
  });
  const asked = ['x', 'y'].map((key) => ({ saga: 'listening', key }));
  while ((await store.sagas.list({ saga: 'listening' })).length < 2) await sleep(20);
  await office.close();
  const outcomes: PromiseSettledResult<number>[] = [];
  const hold = (addresses: typeof asked): Promise<number> =>
    store.transactions.run(async (manager) => (await store.sagas.held(addresses, manager)).length);
  for (let n = 0; n < times; n++) {
    outcomes.push(...(await Promise.allSettled([hold(asked), hold([...asked].reverse())])));
  }
  const held = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value === 2).length;
  return { held, failed: outcomes.length - held };
}

test('two who hold the same instances never wait in a circle; in the order in which they name them they do', async () => {
  expect(await holdCrosswise(await opened(), rings)).toEqual({ held: 2 * rings, failed: 0 });
  const database = await opened();
  await applyVariants(database.url, 'daybook', unsortedHolds);
  expect((await holdCrosswise(database, 20)).failed).toBeGreaterThan(0);
}, 600_000);
