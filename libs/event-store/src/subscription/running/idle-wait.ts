import { setImmediate } from 'node:timers/promises';
import type { LiveProcess } from '../live-process.js';
import type { SegmentState } from '../segment.js';
import { assigneeOf } from './assignment.js';
import type { Consumer } from './consumer.js';
import { NotIdle, type SegmentBehind } from './not-idle.error.js';
import type { Movement } from './movement.js';
import type { ProcessSegments } from './process-segments.js';

/** What is known in a process of how all consumers stand. */
export interface IdleSurroundings {
  readonly consumers: ReadonlyMap<string, Consumer>;
  readonly segments: ProcessSegments;
  readonly movement: Movement;
  /** The segments of the consumers as the last heartbeat has told, and when that was sent. */
  overview(): {
    readonly states: readonly SegmentState[];
    readonly processes: readonly LiveProcess[];
    readonly sent: number;
  };
  isStopped(): boolean;
}

interface Behind extends SegmentBehind {
  readonly standsStill: boolean;
}

/**
 * Waits until all consumers have come to a position, also those whose segments other processes hold, and the retries that
 * were asked for before are made.
 *
 * @throws NotIdle
 */
export async function untilIdle(around: IdleSurroundings, head: number, timeoutMs: number): Promise<void> {
  const began = performance.now();
  for (;;) {
    const { sent } = around.overview();
    const behind = behindOf(around, head);
    const isFresh = sent >= began;
    if (isFresh && behind.length === 0) return;
    const waited = performance.now() - began;
    const isHopeless = around.isStopped() || (isFresh && behind.some(({ standsStill }) => standsStill));
    if (isHopeless || waited >= timeoutMs) throw new NotIdle(head, behind, waited);
    await around.movement.next(timeoutMs - waited);
    // What has moved also takes note of what it has done.
    await setImmediate();
  }
}

function behindOf(around: IdleSurroundings, head: number): readonly Behind[] {
  const { consumers, segments } = around;
  const { states, processes } = around.overview();
  return [...consumers].flatMap(([subscription, { upTo = head }]): readonly Behind[] => {
    const own = states.filter((state) => state.subscription === subscription);
    if (own.length === 0) {
      return [{ subscription, segment: 0, position: undefined, reason: undefined, standsStill: around.isStopped() }];
    }
    return own.flatMap((state): readonly Behind[] => {
      const found = segments.at(state);
      // One that ends has been told what to do for the last time.
      const loop = found?.work.isEnding === true ? undefined : found;
      const position = loop?.checkpoint.seen ?? state.position;
      if (position >= Math.min(head, upTo) && loop?.isHeeded !== false) return [];
      // One that was begun since the heartbeat was sent may go by orders that are older than what that has told.
      const isHalted = loop?.work.isStoppedByItself === true || (state.halted && loop?.work.orders.halted !== false);
      const isAwaiting = loop === undefined && isAwaited(state, processes);
      const elsewhere = isAwaiting ? 'awaiting a release that can read what comes next' : 'elsewhere';
      const reason = isHalted ? 'paused or stopped' : loop === undefined ? elsewhere : loop.work.failure;
      return [{ subscription, segment: state.segment, position, reason, standsStill: isHalted || isAwaiting }];
    });
  });
}

/** Whether all who run a subscription have left one of its segments to a release that is not there. */
function isAwaited(state: SegmentState, processes: readonly LiveProcess[]): boolean {
  const isRun = processes.some(({ runs }) => runs.includes(state.subscription));
  return isRun && assigneeOf(state, processes) === undefined;
}
