import { setTimeout as sleep } from 'node:timers/promises';
import { appliedRows, checkpoints, sumRows, type AppliedRow, type SumRow } from '../load/applied-tables.js';
import type { Effect } from '../load/effect-receiver.js';
import { readRawLog, type RawEvent } from './raw-log.js';

export interface DurableRun {
  /** As the owner of the tables. */
  readonly url: string;
  /** What was done elsewhere: all requests, copies included. Default: nobody has reacted. */
  readonly effects?: readonly Effect[];
  /** Those who note what they meet. Default: `noting` alone. */
  readonly notedBy?: readonly string[];
  /** Whether there is the fold. Default true. */
  readonly summed?: boolean;
  /** How long the checkpoints may take to arrive at the end of the log. Default 20 s. */
  readonly withinMs?: number;
}

/** What the judgement has found, and what tells how much the run meant. */
export interface DurableJudgement {
  readonly violations: readonly string[];
  /** Until all checkpoints were at the end, in milliseconds. */
  readonly healedMs: number;
  readonly events: number;
  /** Of the log. */
  readonly positions: readonly number[];
  readonly applied: readonly AppliedRow[];
}

/**
 * Waits until all checkpoints are at the end of the log, and compares what subscribers have written with its rows. It
 * knows nothing of how the library does it.
 *
 * - I4 each event was noted once by each subscriber, and has had its effect
 * - I5 events were noted in the order of positions, and effects begun in the order of each stream
 * - I6 the fold is what adding up the rows gives
 * - I11 the checkpoints are at the end of the log
 */
export async function judgeDurable(run: DurableRun): Promise<DurableJudgement> {
  const { url, effects, notedBy = ['noting'], summed = true, withinMs = 60_000 } = run;
  const { events } = await readRawLog(url);
  const begun = performance.now();
  const behind = await arrived(url, events.at(-1)?.position ?? 0, withinMs);
  const healedMs = Math.round(performance.now() - begun);
  const applied = await appliedRows(url);
  const noted = notedBy.flatMap((name) => inOrderOnce(name, applied, events));
  const folded = summed ? summedRight(await sumRows(url), events) : [];
  const told = effects === undefined ? [] : effectsInOrder(effects, events);
  const violations = shortened([behind, noted, folded, told]);
  const positions = events.map(({ position }) => position);
  return { violations, healedMs, events: events.length, positions, applied };
}

/** Of each kind the first few: what stands still misses everything. */
function shortened(kinds: readonly (readonly string[])[]): readonly string[] {
  return kinds.flatMap((found) =>
    found.length <= 10 ? found : [...found.slice(0, 10), `and ${found.length - 10} more of these`],
  );
}

async function arrived(url: string, last: number, withinMs: number): Promise<readonly string[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const behind = [...(await checkpoints(url))].filter(([, position]) => position < last);
    if (behind.length === 0) return [];
    if (performance.now() > deadline) {
      return behind.map(([name, position]) => `I11 ${name} is at ${position} after ${withinMs} ms, the log at ${last}`);
    }
    await sleep(20);
  }
}

function inOrderOnce(name: string, all: readonly AppliedRow[], events: readonly RawEvent[]): readonly string[] {
  const rows = all.filter(({ subscription }) => subscription === name);
  const times = new Map<number, number>();
  const found: string[] = [];
  let before = 0;
  for (const { position } of rows) {
    if (position <= before) found.push(`I5 ${name} noted ${position} after ${before}`);
    before = position;
    times.set(position, (times.get(position) ?? 0) + 1);
  }
  for (const { position } of events) {
    const count = times.get(position) ?? 0;
    if (count === 0) found.push(`I4 ${name} skipped ${position}`);
    if (count > 1) found.push(`I4 ${name} noted ${position} ${count} times`);
    times.delete(position);
  }
  for (const position of times.keys()) found.push(`I4 ${name} noted ${position}, where nothing is`);
  return found;
}

function summedRight(rows: readonly SumRow[], events: readonly RawEvent[]): readonly string[] {
  const due = new Map<string, SumRow>();
  for (const { streamId, version, item } of events) {
    const { events: count, total } = due.get(streamId) ?? { events: 0, total: 0 };
    due.set(streamId, { stream: streamId, events: count + 1, total: total + item, version });
  }
  const found: string[] = [];
  for (const row of rows) {
    const right = due.get(row.stream);
    due.delete(row.stream);
    if (row.events !== right?.events || row.total !== right.total || row.version !== right.version) {
      found.push(`I6 ${JSON.stringify(row)} where ${JSON.stringify(right)} was due`);
    }
  }
  for (const stream of due.keys()) found.push(`I6 there is no sum of ${stream}`);
  return found;
}

/** Copies are expected, under the key of the first; what counts is where that one came. */
function effectsInOrder(requests: readonly Effect[], events: readonly RawEvent[]): readonly string[] {
  const found: string[] = [];
  const known = new Set<string>();
  const versions = new Map<string, number>();
  for (const { key, stream, version } of requests) {
    if (known.has(key)) continue;
    known.add(key);
    const before = versions.get(stream) ?? 0;
    if (version < before) found.push(`I5 the effect of ${stream} ${version} came after that of ${before}`);
    versions.set(stream, Math.max(before, version));
  }
  for (const { eventId, position } of events) {
    if (!known.delete(eventId)) found.push(`I4 the event at ${position} has had no effect`);
  }
  for (const key of known) found.push(`I4 there was an effect under ${key}, which is no event`);
  return found;
}
