import type { HistoryLine } from '../history/read-history.js';
import type { Finding } from './findings.js';
import { lineInShort, rowInShort } from './in-short.js';
import type { Log } from './log.js';

const mostLines = 12;
const mostOfCalls = 6;

/** What the history has of a call. */
export interface Told {
  /** In short, in the order of time. */
  readonly lines: readonly string[];
  /** Where the caller was told that its events are. */
  readonly positions: readonly number[];
}

/** What the history has of some calls, by name. */
export function toldOf(calls: ReadonlySet<string>, history: Iterable<HistoryLine>): ReadonlyMap<string, Told> {
  const told = new Map<string, { lines: string[]; positions: number[] }>();
  if (calls.size === 0) return told;
  for (const { entry } of history) {
    const name = 'call' in entry ? entry.call : entry.word === 'sent' ? entry.of : undefined;
    if (name === undefined || !calls.has(name)) continue;
    const of = told.get(name) ?? { lines: [], positions: [] };
    of.lines.push(lineInShort(entry));
    if (entry.word === 'ok') of.positions.push(...(entry.answer.streams ?? []).map(({ position }) => position));
    told.set(name, of);
  }
  return told;
}

/** The shortest that shows a finding: what was said, and what is in the log there, with what stands around it. */
export function excerptOf(
  { calls = [], lines = [], positions = [] }: Finding,
  log: Log,
  ofCalls: ReadonlyMap<string, Told>,
): readonly string[] {
  const told = calls.flatMap((call) => ofCalls.get(call) ?? []);
  const said = shortened(
    told.flatMap((of) => of.lines),
    mostOfCalls,
  );
  const shown = [...said, ...lines].slice(0, mostLines - 3);
  // Of what is not there it is to be seen what is in its place.
  const places = positions.length > 0 ? positions : told.flatMap((of) => of.positions);
  return [...shown, ...rows(places, log, mostLines - shown.length)];
}

/** The first and the last of too many. */
function shortened(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const left = lines.length - most + 1;
  return [...lines.slice(0, most / 2), `… ${left} lines more …`, ...lines.slice(1 - most / 2)];
}

/** What is at some positions, or around where something should be, and as much of their neighbours as there is room for. */
function rows(positions: readonly number[], log: Log, room: number): readonly string[] {
  const exact = new Set<number>();
  const around = new Set<number>();
  for (const position of positions) {
    const behind = log.after(position);
    const index = log.at(position);
    if (index >= 0) exact.add(index);
    for (const near of [behind, index >= 0 ? index - 1 : behind - 1]) around.add(near);
  }
  const wanted = [...exact, ...[...around].filter((index) => !exact.has(index) && index >= 0 && index < log.size)];
  const shown = wanted.slice(0, Math.max(0, room)).sort((one, other) => one - other);
  return shown.map((index) => rowInShort(log.event(index)));
}
