import { expect, test } from '@jest/globals';
import type { EventStore } from '@daybook/event-store';
import { inForm, printFelt } from './judgement/felt.js';
import { judge } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { Ledger } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { playRound, refusedPadding, type Guilty, type Neighbourhood, type Round } from './load/neighbours.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { Subscriber } from './load/subscriber.js';
import { groupWaitsForRows } from './wrong-builds/locks.js';
import { sharesOneFate } from './wrong-builds/shares-one-fate.js';
import { migrateWrongBuild } from './wrong-builds/sql-variant.js';

const rounds = 3;
const roundMs = inForm({ short: 700, long: 10_000 });
// More than may wait at a time, as well, and more than there are connections.
const held = inForm<[number, number][]>({
  short: [[6, 4]],
  long: [
    [1, 10],
    [6, 10],
    [6, 4],
  ],
});
const everyMs = inForm({ short: 70, long: 40 });

const closing = closingAfterEach();

interface Played {
  readonly subscribers: readonly Subscriber[];
  readonly ledger: Ledger;
  readonly calm: readonly Round[];
  readonly faulty: readonly Round[];
}

interface Play {
  readonly schema?: string;
  readonly heldStreams?: number;
  readonly poolSize?: number;
  readonly rounds?: number;
  readonly wrong?: (store: EventStore) => Pick<EventStore, 'appendAll'>;
}

async function play(database: OwnDatabase, options: Play = {}): Promise<Played> {
  const { schema = 'daybook', heldStreams = 1, poolSize = 10, wrong = (store) => store } = options;
  const atMost = `CHECK (length(data ->> 'padding') IS DISTINCT FROM ${refusedPadding})`;
  await database.pool.query(`ALTER TABLE ${schema}.events ADD CONSTRAINT of_the_application ${atMost}`);
  const opened = closing(await openStore(database.applicationUrl, { schema, poolSize }));
  const holder = closing(await openStore(database.applicationUrl, { schema }));
  const ledger = new Ledger();
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(holder.store), 50))];
  const hood: Neighbourhood = { store: wrong(opened.store), holder, ledger, roundMs, everyMs, heldStreams };
  for (let n = 0; n < heldStreams; n++) await ledger.append(opened.store, [{ streamId: `held-${n}`, expected: 'any' }]);
  // The first round finds cold caches, and does not count.
  await playRound({ ...hood, roundMs: 10 * everyMs }, 0, false);
  const [calm, faulty]: [Round[], Round[]] = [[], []];
  for (let number = 1; number <= (options.rounds ?? rounds); number++) {
    calm.push(await playRound(hood, number, false));
    faulty.push(await playRound(hood, number, true));
  }
  return { subscribers, ledger, calm, faulty };
}

/** The median of the rounds' 99th percentiles: one round that the machine has disturbed does not decide. */
function p99(of: readonly Round[]): number {
  const each = of.map(({ good }) =>
    at(
      0.99,
      good.map(({ lateMs }) => lateMs),
    ),
  );
  return at(0.5, each);
}

function at(share: number, values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
}

/** What nobody but the guilty may feel. A third of the time for which rows are held is far from all of it. */
function boundMs(calm: readonly Round[]): number {
  return 3 * p99(calm) + Math.min(roundMs / 3, 300);
}

/** What each kind of guilty append came to. */
function fates({ guilty }: Round): Readonly<Record<string, readonly string[]>> {
  const names = (kind: Guilty): string[] => (guilty[kind] ?? []).map(({ error }) => error?.name ?? 'appended').sort();
  return Object.fromEntries(Object.keys(guilty).map((kind) => [kind, names(kind as Guilty)]));
}

function refusedNeighbours(of: readonly Round[]): number {
  return of.flatMap(({ good }) => good).filter(({ entry }) => entry.outcome !== 'appended').length;
}

test.each(held)(
  'with %i held streams, %i connections and all else that can go wrong in a call, only the guilty feel it',
  async (heldStreams, poolSize) => {
    const database = closing(await createOwnDatabase());
    const { subscribers, ledger, calm, faulty } = await play(database, { heldStreams, poolSize });
    const run = await judge({ url: database.url, ledger, subscribers, withinMs: 60_000 });

    const waited = faulty.flatMap(({ guilty }) => [...guilty['behind a held row'], ...guilty['behind a creation']]);
    const patient = waited.filter(({ tookMs }) => tookMs > roundMs / 2).length;
    const injected = faulty.length * (heldStreams + 4);
    const felt = patient + ledger.with('refused').length;
    printFelt(
      'F31 guilty neighbours',
      { injected, felt, 'good neighbours': faulty.reduce((sum, { good }) => sum + good.length, 0) },
      `${heldStreams} held, ${poolSize} connections, p99 ${Math.round(p99(calm))} ms without, ${Math.round(p99(faulty))} ms with`,
    );
    expect(run.violations).toEqual([]);
    expect(refusedNeighbours([...calm, ...faulty])).toBe(0);
    for (const round of faulty) {
      expect(fates(round)).toMatchObject({
        'behind a held row': Array.from({ length: heldStreams }, () => 'appended'),
        'behind a creation': ['appended'],
        'bad event': ['AppendFailed'],
        'duplicate id': ['EventIdConflict', 'appended'],
        'two creators': ['ConcurrencyError', 'appended'],
      });
    }
    expect(patient).toBe(waited.length);
    expect(p99(faulty)).toBeLessThan(boundMs(calm));
  },
);

test('a group that waits for the rows which others hold is caught', async () => {
  const database = closing(await createOwnDatabase());
  await migrateWrongBuild(database, 'wrong', groupWaitsForRows);
  const { calm, faulty } = await play(database, { schema: 'wrong', rounds: 1 });
  expect(p99(faulty)).toBeGreaterThan(boundMs(calm));
});

test('a group that fails together with its guilty one is caught', async () => {
  const database = closing(await createOwnDatabase());
  const { calm, faulty } = await play(database, { rounds: 1, wrong: sharesOneFate });
  expect(refusedNeighbours(calm)).toBe(0);
  expect(refusedNeighbours(faulty)).toBeGreaterThan(0);
});
