import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@daybook/event-store';
import { appendHeld } from './held-append.js';
import type { Entry, Ledger } from './ledger.js';
import type { OpenedStore } from './opened-store.js';
import { requestOf, type Request } from './request.js';

/** Whose appends share calls with those of others: good ones in bursts, and in a round with faults five kinds of bad. */
export interface Neighbourhood {
  readonly store: Pick<EventStore, 'appendAll'>;
  /** Whose transactions hold rows. */
  readonly holder: OpenedStore;
  readonly ledger: Ledger;
  /** How long a round takes, and rows are held. */
  readonly roundMs: number;
  /** Between two bursts. */
  readonly everyMs: number;
  /** How many streams are held, each with an append that waits for it. */
  readonly heldStreams: number;
}

export interface Round {
  /** What became of the appends that nothing is wrong with, and how long each took from when it was due. */
  readonly good: readonly { readonly entry: Entry; readonly lateMs: number }[];
  /** What became of the others, by kind. */
  readonly guilty: Readonly<Record<Guilty, readonly Entry[]>>;
}

export type Guilty = 'behind a held row' | 'behind a creation' | 'bad event' | 'duplicate id' | 'two creators';

/** An event with so much padding is refused by a constraint of the application's own. */
export const refusedPadding = 666;

const burst = 64;

/** Bursts at fixed times, however slow the answers are: who waits for them would hide how slow they are. */
export async function playRound(hood: Neighbourhood, number: number, faulty: boolean): Promise<Round> {
  const { roundMs, everyMs, ledger, store } = hood;
  const guilty = faulty ? guiltyOnes(number, hood.heldStreams) : [];
  const held = faulty ? await hold(hood, number) : [];
  const entries: Record<string, Promise<Entry>[]> = {};
  const good: Promise<Round['good'][number]>[] = [];
  const begun = performance.now();
  for (let due = begun; due < begun + roundMs; due += everyMs) {
    await sleep(Math.max(0, due - performance.now()));
    const [kind, requests] = guilty.shift() ?? ['', []];
    entries[kind] = requests.map((request) => ledger.send(request, (appends) => store.appendAll(appends)));
    for (let n = requests.length; n < burst; n++) {
      const sent = ledger.append(store, [{ streamId: `good-${n}`, expected: 'any' }]);
      good.push(sent.then((entry) => ({ entry, lateMs: entry.at - due })));
    }
  }
  await Promise.all(held);
  const answered = await Promise.all(
    Object.entries(entries).map(async ([kind, all]) => [kind, await Promise.all(all)]),
  );
  return { good: await Promise.all(good), guilty: Object.fromEntries(answered) as Round['guilty'] };
}

/** Transactions that have appended and stay open, to streams that are there and to one that is not. */
async function hold(
  { holder, ledger, roundMs, heldStreams }: Neighbourhood,
  number: number,
): Promise<Promise<Entry>[]> {
  const open = (streamIds: readonly string[]): Promise<Entry> => {
    const shares = streamIds.map((streamId) => ({ streamId, expected: 'any' as const }));
    return appendHeld(holder, ledger, shares, { pauseMs: roundMs });
  };
  const held = [open(Array.from({ length: heldStreams }, (_, n) => `held-${n}`)), open([`created-${number}`])];
  while ((await holder.store.heldFloors()).length < held.length) await sleep(2);
  return held;
}

function guiltyOnes(number: number, heldStreams: number): [Guilty, Request[]][] {
  const [bad, duplicate] = [`bad-${number}`, `duplicate-${number}`];
  return [
    ['behind a held row', Array.from({ length: heldStreams }, (_, n) => to(`held-${n}`))],
    ['behind a creation', [to(`created-${number}`)]],
    ['bad event', [requestOf([{ streamId: bad, expected: 'any', padding: refusedPadding }])]],
    ['duplicate id', twins(to(duplicate), to(`${duplicate}-again`))],
    ['two creators', [1, 2].map(() => requestOf([{ streamId: `new-${number}`, expected: 'noStream' }]))],
  ];
}

function to(streamId: string): Request {
  return requestOf([{ streamId, expected: 'any' }]);
}

/** Two requests whose events have the same id. */
function twins(first: Request, second: Request): Request[] {
  const { eventId } = first.appends[0]!.events[0]!;
  const appends = second.appends.map((append) => ({
    ...append,
    events: append.events.map((event) => ({ ...event, eventId })),
  }));
  return [first, { ...second, appends }];
}
