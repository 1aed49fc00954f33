import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@daybook/event-store';
import {
  startOnSmallDisk,
  startWithFileSizeLimit,
  type Room,
  type Scarce,
  type ScarceServer,
} from './injection/scarce-room.js';
import { inForm, printFelt } from './judgement/felt.js';
import { judge, type HealedRun } from './judgement/healed-run.js';
import { closingAfterEach } from './load/closing.js';
import { grow } from './load/growing.js';
import { Ledger, type Entry } from './load/ledger.js';
import { readerOf } from './load/log-reader.js';
import { openStore } from './load/opened-store.js';
import { Subscriber } from './load/subscriber.js';
import { pieceByPiece } from './wrong-builds/piece-by-piece.js';

const times = inForm({ short: 1, long: 10 });
const feltEachTime = { data: 30, WAL: 10 };
const atMostMs = 60_000;

const closing = closingAfterEach();

interface Ended extends HealedRun {
  readonly ledger: Ledger;
  /** What callers were told while there was no room. */
  readonly told: readonly Entry[];
  /** How long after there was room again the first append succeeded, each time. */
  readonly backAfterMs: readonly number[];
}

async function fillAgainAndAgain(
  server: ScarceServer,
  scarce: Scarce,
  { rounds = times, wrong = (store: EventStore): Pick<EventStore, 'appendAll'> => store } = {},
): Promise<Ended> {
  const { store } = closing(await openStore(server.applicationUrl));
  const ledger = new Ledger();
  const subscribers = [closing(new Subscriber('a subscriber', readerOf(store)))];
  const over = new AbortController();
  const load = grow(wrong(store), ledger, () => !over.signal.aborted);
  const told: Entry[] = [];
  const backAfterMs: number[] = [];
  // A load that has failed ends the waiting, too.
  const until = (condition: () => boolean): Promise<void> => Promise.race([wait(condition), load]);
  try {
    for (let round = 0; round < rounds; round++) {
      const appended = ledger.with('appended').length;
      await until(() => ledger.with('appended').length >= appended + 20);
      const before = ledger.entries.length;
      await server.fill();
      await until(() => failed(ledger.entries.slice(before)).length >= feltEachTime[scarce]);
      told.push(...failed(ledger.entries.slice(before)));
      await server.makeRoom();
      const room = performance.now();
      const first = (): Entry | undefined => ledger.with('appended').find(({ at, tookMs }) => at - tookMs > room);
      await until(() => first() !== undefined);
      backAfterMs.push(Math.round((first()?.at ?? Infinity) - room));
    }
  } finally {
    over.abort();
    await load;
  }
  return { ...(await judge({ url: server.url, ledger, subscribers })), ledger, told, backAfterMs };
}

function failed(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ outcome }) => outcome !== 'appended');
}

async function wait(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + atMostMs;
  while (!condition() && performance.now() < deadline) await sleep(5);
}

/** The SQLSTATEs, or else the names, of what lies behind the errors of callers, and how often. */
function causes(entries: readonly Entry[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { error } of entries) {
    const cause = error?.cause as { readonly code?: string; readonly name?: string } | undefined;
    const name = `${error?.name}: ${cause?.code ?? cause?.name}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** What this machine allows; where nothing can be mounted, and in the long form, the substitute. */
async function startScarce(scarce: Scarce, room: Room): Promise<ScarceServer> {
  const server = room === 'small disk' ? await startOnSmallDisk(scarce) : undefined;
  return closing(server ?? (await startWithFileSizeLimit(scarce)));
}

const rooms = inForm<readonly Room[]>({
  short: ['small disk'],
  long: ['small disk', 'file size limit'],
});

test.each(rooms)('without room for data (%s), appends are refused as a whole, until there is some', async (room) => {
  const server = await startScarce('data', room);
  const { violations, told, backAfterMs } = await fillAgainAndAgain(server, 'data');
  const felt = causes(told);
  const name = server.sqlState === '53100' ? 'StoreUnavailable' : 'AppendFailed';
  printFelt(
    'F16 disk full',
    { injected: times, felt: felt[`${name}: ${server.sqlState}`] ?? 0 },
    `data, ${server.room}, ${JSON.stringify(felt)}, back after ${backAfterMs.join()} ms`,
  );
  expect(violations).toEqual([]);
  // The server goes on: nobody is left in doubt.
  expect(Object.keys(felt)).toEqual([`${name}: ${server.sqlState}`]);
  expect(Math.max(...backAfterMs)).toBeLessThan(30_000);
});

test.each(rooms)(
  'without room for the WAL (%s), nobody is told what is not so, and all is well again with some',
  async (room) => {
    const server = await startScarce('WAL', room);
    const { violations, told, backAfterMs } = await fillAgainAndAgain(server, 'WAL');
    const log = await readFile(join(dirname(server.server.dataFolder), 'server.log'), 'utf8');
    const panics = log.match(/PANIC: /g)?.length ?? 0;
    printFelt(
      'F16 disk full',
      { injected: times, felt: panics, 'callers told': told.length },
      `WAL, ${server.room}, felt are the server's panics, ${JSON.stringify(causes(told))}, back after ${backAfterMs.join()} ms`,
    );
    expect(violations).toEqual([]);
    const names = new Set(told.map(({ error }) => error?.name));
    expect(names).toContain('AppendOutcomeUnknown');
    // Where it is a limit of all files, the tables' meet it as well.
    const also = server.sqlState === '53100' ? [] : ['AppendFailed'];
    expect(['AppendOutcomeUnknown', 'StoreUnavailable', ...also]).toEqual(expect.arrayContaining([...names]));
    expect(Math.max(...backAfterMs)).toBeLessThan(30_000);
  },
);

test('a store that appends to one stream after another is caught with half an append, within three runs', async () => {
  const found: string[] = [];
  for (let run = 0; run < 3 && found.length === 0; run++) {
    const server = await startScarce('data', 'small disk');
    const { violations } = await fillAgainAndAgain(server, 'data', { rounds: 3, wrong: pieceByPiece });
    found.push(...violations);
  }
  expect(found).toContainEqual(expect.stringMatching(/^I1 refused request .* has items/));
});
