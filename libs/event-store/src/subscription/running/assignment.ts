import type { LiveProcess } from '../live-process.js';
import type { Segment } from '../segment.js';
import { segmentOfKey } from '../key-segment.js';

/** A segment that somebody should have. */
export interface AssignableSegment extends Segment {
  /** Where it is. Default: at the beginning. */
  readonly position?: number;
}

/**
 * Which process should have a segment: the answer of each process is the same, so that nobody has to be asked.
 *
 * Of a subscription, each process that runs it has as many segments as any other, or one more. Where the counting begins
 * depends on the subscription's name, or the first process would have the only segment of all of them.
 *
 * Whoever has declined a segment, because of an event that only another release can read, has it no more: others would meet
 * the next one sooner. If there are no others, he goes on with it once it has passed that event.
 *
 * @returns the id of the process; undefined if nobody runs the subscription, or nobody can go on with the segment
 */
export function assigneeOf(asked: AssignableSegment, processes: readonly LiveProcess[]): string | undefined {
  const { subscription, segment, position = 0 } = asked;
  const runners = processes.filter(({ runs }) => runs.includes(subscription));
  const willing = runners.filter((process) => declinedAt(asked, process) === undefined);
  const able = willing.length > 0 ? willing : runners.filter((one) => (declinedAt(asked, one) ?? 0) <= position);
  const ids = able.map(({ id }) => id).sort(byCodeUnits);
  return ids[(segment + rotationOf(subscription, ids.length)) % ids.length];
}

/** The position of the event because of which a process has declined a segment; undefined if it has not. */
function declinedAt({ subscription, segment }: Segment, { declines = [] }: LiveProcess): number | undefined {
  return declines.find((declined) => declined.subscription === subscription && declined.segment === segment)?.position;
}

function rotationOf(subscription: string, runners: number): number {
  return runners === 0 ? 0 : segmentOfKey(subscription, runners);
}

// Not by locale: two processes may have different ones.
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
