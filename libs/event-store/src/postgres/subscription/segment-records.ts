import type { DeclinedSegment, LiveProcess } from '../../subscription/live-process.js';
import type { Lease, SegmentState } from '../../subscription/segment.js';
import type { Overview } from '../../subscription/subscription-store.js';
import type { TextRow } from '../connection.js';

type SegmentRecord = Omit<SegmentState, 'owner' | 'drainTo'> & {
  readonly owner: string | null;
  readonly drainTo: number | null;
};

/** A process as it is on record. */
export type ProcessRecord = Omit<LiveProcess, 'declines'> & {
  readonly declines?: readonly DeclinedSegment[] | null;
};

/** A process as the port has it. */
export function processOf({ declines, ...process }: ProcessRecord): LiveProcess {
  return declines == null ? process : { ...process, declines };
}

/** The lease in a row of `sql/queries/claim_segments.sql`. */
export function leaseOf([subscription, segment, epoch, segments, position, types]: TextRow, owner: string): Lease {
  return {
    subscription: subscription ?? '',
    segment: Number(segment),
    owner,
    epoch: Number(epoch),
    segments: Number(segments),
    position: Number(position),
    types: types == null ? undefined : (JSON.parse(types) as readonly string[]),
  };
}

/** What `sql/queries/beat.sql` answers. */
export function overviewOf([processes, segments]: TextRow): Overview {
  const states = JSON.parse(segments ?? '[]') as readonly SegmentRecord[];
  return {
    processes: (JSON.parse(processes ?? '[]') as readonly ProcessRecord[]).map(processOf),
    segments: states.map((state) => ({
      ...state,
      owner: state.owner ?? undefined,
      drainTo: state.drainTo ?? undefined,
    })),
  };
}
