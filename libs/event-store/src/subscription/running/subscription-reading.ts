import type { SegmentState } from '../segment.js';
import type { SegmentLoop } from './segment-loop.js';

/** How a subscription is read by all processes together, as far as one of them knows. */
export interface SubscriptionReading {
  /** Everything up to here was applied, parked or passed over in all of its segments, whoever reads them. */
  readonly position: number;
  /**
   * False while it stands still, by an operator's word or because of what it has met, while nobody reads one of its segments,
   * and while this process cannot know.
   */
  readonly goesOn: boolean;
  /**
   * Another one whenever it may have stood still since: it was paused and resumed, or has stopped; a segment has changed
   * hands; this process gave no sign of life for longer than a lease; the store is in another history.
   */
  readonly mark: string;
}

/** What is known of the process that asks. */
export interface Asking {
  readonly incarnation: string;
  /** Whether its leases stand, and how often they have begun to. */
  readonly isInTime: boolean;
  readonly beginnings: number;
  /** The loop by which it reads a segment; undefined if it does not. */
  loopOf(state: SegmentState): SegmentLoop | undefined;
}

/** @param states the segments of the subscription, as a sign of life has told; none before the first */
export function readingFrom(states: readonly SegmentState[], asking: Asking): SubscriptionReading {
  const segments = states.map((state) => {
    const loop = ownOf(state, asking);
    const { epoch } = loop?.lease ?? state;
    const isHalted = loop?.work.isStoppedByItself === true || state.halted;
    return {
      position: loop?.checkpoint.seen ?? state.position,
      goesOn: !isHalted && (loop !== undefined || state.owner !== undefined),
      mark: `${state.segment}:${epoch}:${state.revision}`,
    };
  });
  return {
    position: segments.length === 0 ? 0 : Math.min(...segments.map(({ position }) => position)),
    goesOn: asking.isInTime && segments.length > 0 && segments.every(({ goesOn }) => goesOn),
    mark: [asking.incarnation, asking.beginnings, ...segments.map(({ mark }) => mark)].join(' '),
  };
}

function ownOf(state: SegmentState, asking: Asking): SegmentLoop | undefined {
  const loop = asking.loopOf(state);
  return loop === undefined || loop.isLost || loop.lease.segments !== state.segments ? undefined : loop;
}
