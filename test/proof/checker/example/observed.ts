import type { Entry, Met } from '../../history/entry.js';
import { Judging, type Judgement } from '../judging.js';
import type { Word } from '../invariant.js';
import { Log, type LoggedEvent } from '../log.js';
import type { EntryRow, FoldRow, InstanceRow, ParkedRow, SnapshotRow, StepRow, SubscriptionRow } from '../standing.js';
import type { Story } from './story.js';

/** What readers have made of a story; everything can be changed, so that it is wrong. */
export interface Observed {
  events: LoggedEvent[];
  lines: Entry[];
  rows: EntryRow[];
  versions: Map<string, number>;
  subscriptions: SubscriptionRow[];
  parked: ParkedRow[];
  balances: FoldRow[];
  holdings: FoldRow[];
  snapshots: SnapshotRow[];
  instances: InstanceRow[];
  steps: StepRow[];
}

/** A story as readers see it who make no mistakes. */
export function observed(story: Story, unsorted: readonly LoggedEvent[] = story.events): Observed {
  const events = unsorted.toSorted((one, other) => one.position - other.position);
  const last = events.at(-1)?.position ?? 0;
  const positions = [last];
  return {
    events,
    lines: [...story.lines, ...polls(events), ...effects(events), idle],
    rows: events.map(({ position, eventId, stream, version }) => ({
      ...{ position, eventId, stream, version },
      worker: 'app-1.1',
    })),
    versions: ends(events),
    subscriptions: [
      { name: 'proof-balances@1.1', kind: 'projection', types: null, categories: ['account'], ...stopped, positions },
      { name: 'proof-entries@1.1', kind: 'projection', types: null, categories: null, ...stopped, positions },
      { name: 'proof-effects', kind: 'reaction', types: null, categories: null, ...stopped, positions },
    ],
    parked: [],
    balances: folded(events, ({ stream }) => stream),
    holdings: folded(events, ({ owner = '' }) => owner),
    snapshots: snapshotsOf(events),
    instances: [...story.instances],
    steps: [...story.steps],
  };
}

function ends(events: readonly LoggedEvent[]): Map<string, number> {
  const versions = new Map<string, number>();
  for (const { stream, version } of events) versions.set(stream, Math.max(versions.get(stream) ?? 0, version));
  return versions;
}

const stopped = { stoppedFor: null };
const late = 1_000_000;
const idle: Entry = { process: 'run', at: 2 * late, word: 'idle', withinMs: 10, reached: true };

/** One session meets everything, in pages of two; another one begins in the middle and does not come to the end. */
function polls(events: readonly LoggedEvent[]): readonly Entry[] {
  const met = events.map((event): Met => [event.position, event.eventId, event.stream, event.version]);
  const middle = Math.floor(met.length / 2);
  const pages = Array.from({ length: Math.ceil(met.length / 2) }, (_, n) => met.slice(2 * n, 2 * n + 2));
  const line = { process: 'app-1.1', at: late };
  return [
    { ...line, word: 'began', session: 'all', after: 0 },
    ...pages.map((page): Entry => ({ ...line, word: 'polled', session: 'all', met: page })),
    { ...line, word: 'ended', session: 'all' },
    { ...line, word: 'began', session: 'some', after: met[middle - 1]?.[0] ?? 0 },
    { ...line, word: 'polled', session: 'some', met: met.slice(middle, middle + 2) },
  ];
}

function effects(events: readonly LoggedEvent[]): readonly Entry[] {
  const said = { process: 'run', at: late, word: 'effect', reaction: 'proof-effects' } as const;
  return events.map(({ eventId: key, stream, version }) => ({ ...said, key, stream, version }));
}

function folded(events: readonly LoggedEvent[], keyOf: (event: LoggedEvent) => string): FoldRow[] {
  const moving = events.filter(({ type }) => /opened|debited|credited/.test(type));
  return [...new Set(moving.map(keyOf))].map((key) => {
    const own = moving.filter((event) => keyOf(event) === key);
    const coins = own.map((event) => (event.type === 'proof.debited' ? -1 : 1) * (event.coins ?? 0));
    return {
      key,
      owner: own[0]?.owner ?? '',
      coins: coins.reduce((sum, one) => sum + one, 0),
      changes: own.length,
      seen: own.at(-1)?.position ?? 0,
    };
  });
}

/** Of each account one where it begins, and one of its last version. */
function snapshotsOf(events: readonly LoggedEvent[]): SnapshotRow[] {
  const moving = events.filter(
    ({ type, stream }) => stream.startsWith('account-') && /opened|debited|credited/.test(type),
  );
  return [...new Set(moving.map(({ stream }) => stream))].flatMap((account) => {
    const own = moving.filter(({ stream }) => stream === account);
    const ends = [...new Set([own[0], own.at(-1)])].flatMap((event) => event ?? []);
    return ends.map(({ stream, version, position, eventId }): SnapshotRow => {
      const before = own.filter((event) => event.version <= version);
      const owner = before.findLast(({ type }) => type === 'proof.opened')?.owner ?? '';
      const moved = before.map((event) => (event.type === 'proof.debited' ? -1 : 1) * (event.coins ?? 0));
      const state = { owner, coins: moved.reduce((sum, one) => sum + one, 0) };
      return { stream, version, position, eventId, state };
    });
  });
}

/** Has a story judged. */
export function judged({ events, lines, rows, ...standing }: Observed): Judgement {
  const log = new Log();
  for (const event of events.toSorted((one, other) => one.position - other.position)) log.add(event);
  const judging = new Judging(log, standing);
  for (const row of rows) judging.row(row);
  const ordered = lines.map((entry, line) => ({ entry, file: 'app-1.1.jsonl', line: line + 1 }));
  for (const line of ordered.sort((one, other) => one.entry.at - other.entry.at)) judging.hear(line);
  return judging.judge();
}

/** The words for what was found, each once. */
export function wordsFor(story: Observed): readonly Word[] {
  return [...judged(story).counts.keys()].sort();
}
