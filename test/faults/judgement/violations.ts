import type { Entry } from '../load/ledger.js';
import type { Met } from '../load/log-reader.js';
import type { RawEvent, RawLog } from './raw-log.js';

/** What somebody followed the log as. */
export interface Followed {
  readonly name: string;
  readonly seen: readonly Met[];
}

export interface Evidence {
  readonly log: RawLog;
  readonly entries: readonly Entry[];
  readonly followers?: readonly Followed[];
}

/** One broken promise, with the name of the invariant that it breaks. */
export type Violation = `I${1 | 2 | 3 | 4 | 5 | 11} ${string}`;

/**
 * Compares what callers were told and what readers met with what the tables hold. It knows nothing of how the library
 * does it; all that it takes from there is what was told.
 *
 * - I1 an acknowledged request is present exactly once, a refused one is absent, an unknown one is there once or not at all
 * - I2 versions of a stream are 1 to n, without holes or duplicates
 * - I3 a position names one event for ever
 * - I4 what a reader has met is exactly the log: nothing skipped, nothing twice
 * - I5 readers meet events in the order of positions, and a stream's in the order of versions
 */
export function violations({ log, entries, followers = [] }: Evidence): readonly Violation[] {
  return [
    ...onceOrNever(log.events, entries),
    ...versionsWithoutHoles(log),
    ...positionsKept(log.events, entries, followers),
    ...followers.flatMap(({ name, seen }) => exactlyTheLog(name, seen, log.events)),
    ...followers.flatMap(({ name, seen }) => inOrder(name, seen)),
  ];
}

function onceOrNever(events: readonly RawEvent[], entries: readonly Entry[]): readonly Violation[] {
  const items = new Map<string, number[]>();
  for (const { request, item } of events) {
    const known = items.get(request);
    if (known === undefined) items.set(request, [item]);
    else known.push(item);
  }
  const found: Violation[] = [];
  for (const { request, outcome, error } of lastWords(entries)) {
    const there = (items.get(request.id) ?? []).sort((a, b) => a - b).join();
    items.delete(request.id);
    const count = request.appends.reduce((sum, append) => sum + append.events.length, 0);
    const once = Array.from({ length: count }, (_, index) => index + 1).join();
    const told = `${request.id} (${request.appends.map(({ streamId }) => streamId).join()})`;
    if (there !== '' && there !== once) found.push(`I1 ${outcome} request ${told} has items ${there} of ${once}`);
    else if (outcome === 'appended' && there === '') found.push(`I1 acknowledged request ${told} is lost`);
    else if (outcome === 'refused' && there !== '')
      found.push(`I1 request ${told} is there, refused with ${String(error)}`);
  }
  for (const request of items.keys()) found.push(`I1 nobody has asked for ${request}`);
  return found;
}

/** One entry for each request, however often it was sent: once acknowledged counts, and unknown is not unsaid. */
function lastWords(entries: readonly Entry[]): Iterable<Entry> {
  const weight = { refused: 0, unknown: 1, appended: 2 };
  const words = new Map<string, Entry>();
  for (const entry of entries) {
    const earlier = words.get(entry.request.id);
    if (earlier === undefined || weight[entry.outcome] > weight[earlier.outcome]) words.set(entry.request.id, entry);
  }
  return words.values();
}

function versionsWithoutHoles({ events, versions }: RawLog): readonly Violation[] {
  const found: Violation[] = [];
  const last = new Map<string, number>();
  for (const { streamId, version, position } of events) {
    const next = (last.get(streamId) ?? 0) + 1;
    if (version !== next) found.push(`I2 ${streamId} has version ${version} at ${position}, where ${next} was due`);
    last.set(streamId, version);
  }
  for (const [streamId, version] of versions) {
    const count = last.get(streamId) ?? 0;
    if (version !== count) found.push(`I2 the row of ${streamId} says version ${version}, its events end at ${count}`);
  }
  return found;
}

function positionsKept(
  events: readonly RawEvent[],
  entries: readonly Entry[],
  followers: readonly Followed[],
): readonly Violation[] {
  const rows = new Map(events.map((event) => [event.position, event]));
  const found: Violation[] = [];
  for (const { request, result } of entries) {
    for (const { streamId, version, position } of result?.streams ?? []) {
      const row = rows.get(position);
      if (row?.request !== request.id || row.streamId !== streamId || row.version !== version) {
        found.push(
          `I3 ${request.id} was told ${streamId} ${version} at ${position}, where ${row?.eventId ?? 'nothing'} is`,
        );
      }
    }
  }
  for (const { name, seen } of followers) {
    for (const { position, eventId } of seen) {
      const there = rows.get(position)?.eventId;
      if (there !== eventId) found.push(`I3 ${name} met ${eventId} at ${position}, where ${there ?? 'nothing'} is`);
    }
  }
  return found;
}

function exactlyTheLog(name: string, seen: readonly Met[], events: readonly RawEvent[]): readonly Violation[] {
  const met = new Map<string, number>();
  for (const { eventId } of seen) met.set(eventId, (met.get(eventId) ?? 0) + 1);
  return events.flatMap(({ eventId, position }): Violation[] => {
    const times = met.get(eventId) ?? 0;
    if (times === 1) return [];
    return [times === 0 ? `I4 ${name} skipped ${eventId} at ${position}` : `I4 ${name} met ${eventId} ${times} times`];
  });
}

function inOrder(name: string, seen: readonly Met[]): readonly Violation[] {
  const found: Violation[] = [];
  const versions = new Map<string, number>();
  let before = 0;
  for (const { position, streamId, version } of seen) {
    if (position <= before) found.push(`I5 ${name} met position ${position} after ${before}`);
    before = position;
    const last = versions.get(streamId) ?? 0;
    if (version <= last) found.push(`I5 ${name} met ${streamId} ${version} after ${last}`);
    versions.set(streamId, version);
  }
  return found;
}
