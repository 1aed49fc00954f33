import { categoryOf } from '../../stream/stream-id.js';
import type { DeclinedSegment, LiveProcess } from '../../subscription/live-process.js';
import type { AwaitedRelease, SubscriptionStatus } from '../../subscription/subscription-status.js';
import type { MemoryRow } from '../memory-log.js';
import type { MemoryProcesses } from './memory-processes.js';
import type { MemorySubscription } from './memory-subscription.js';

const mostCounted = 100_000;

/** How a subscription is, seen from what is in the log. */
export function statusOf(
  kept: MemorySubscription,
  rows: readonly MemoryRow[],
  processes: MemoryProcesses,
  now: Date,
): SubscriptionStatus {
  const { name, kind, types, categories } = kept.wanted;
  const position = Math.min(...kept.segments.map((segment) => segment.position));
  const behind = rows
    .slice(position, position + mostCounted)
    .filter((row) => types?.includes(row.type) !== false && categories?.includes(categoryOf(row.streamId)) !== false);
  // Of what lies further behind nobody has looked whether it is wanted: it counts as one event that is.
  const unseen = behind.length === 0 ? rows[position + mostCounted] : undefined;
  const first = behind[0] ?? unseen;
  const counts = [...kept.parked.keys().values()];
  return {
    name,
    kind,
    types,
    categories,
    segments: kept.segments.map((segment, at) => {
      const owner = processes.ownerBy(segment.claim);
      const { epoch, advancedAt, failure } = segment;
      const ownerName = owner === undefined ? undefined : processes.nameOf(owner);
      return { segment: at, position: segment.position, owner: ownerName, epoch, advancedAt, failure };
    }),
    position,
    head: rows.length,
    lagEvents: behind.length + (unseen === undefined ? 0 : 1),
    lagMs: first === undefined ? 0 : Math.max(0, now.getTime() - first.recordedAt),
    parkedKeys: counts.length,
    parkedEvents: counts.reduce((sum, count) => sum + count, 0),
    paused: kept.paused,
    stopped: kept.stopped,
    awaitedRelease: awaitedReleaseOf(kept, processes.live()),
  };
}

/** A segment that all who could read it have declined, because of an event that it has not passed. */
function awaitedReleaseOf(
  { wanted: { name }, segments }: MemorySubscription,
  processes: readonly LiveProcess[],
): AwaitedRelease | undefined {
  const runners = processes.filter(({ runs }) => runs.includes(name));
  const awaited = segments.flatMap(({ position }, segment): readonly AwaitedRelease[] => {
    const inTheWay = (declined: DeclinedSegment): boolean =>
      declined.subscription === name && declined.segment === segment && declined.position > position;
    const met = runners.map(({ declines = [] }) => declines.filter(inTheWay));
    if (!met.every((declines) => declines.length > 0)) return [];
    return met.flat().map(({ type, schemaVersion, position: at }) => ({ segment, type, schemaVersion, position: at }));
  });
  return awaited.sort((one, other) => one.position - other.position || one.segment - other.segment)[0];
}
