import { insert, lockRows, type Program, select, update } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';

type SegmentRow = Tables['segments'];
type ProcessRow = Tables['processes'];
type SubscriptionRow = Tables['subscriptions'];

/** A segment that was had, with its subscription as it is once it is had. */
export interface ClaimedSegment extends SegmentRow {
  readonly whole: SubscriptionRow | undefined;
}

/** What a lease says of itself. */
export interface NamedLease {
  readonly subscription: string;
  readonly segment: number;
  readonly owner: string;
  readonly epoch: number;
}

export interface Place {
  readonly subscription: string;
  readonly segment: number;
}

export function segmentKey({ subscription, segment }: Place): string {
  return `${subscription}/${segment}`;
}

/** `functions/lease_end.sql` */
export function leaseEnd({ claimedAt, leasedUntil }: SegmentRow, holder: ProcessRow | undefined): number {
  return holder !== undefined && holder.seenAt >= claimedAt ? holder.aliveUntil : leasedUntil;
}

/**
 * `queries/claim_segments.sql`; one statement, so that it is a transaction. What it answers of the subscription is read under
 * a snapshot of its own, once the segments are the process's, see `functions/types_on_record.sql`.
 */
export function* claimSegments(
  process: string,
  asked: readonly Place[],
  leaseMs: number,
  now: () => number,
): Program<readonly ClaimedSegment[]> {
  const holders = yield* select('processes');
  const isFree = (row: SegmentRow): boolean =>
    asked.some((place) => segmentKey(place) === segmentKey(row)) &&
    (row.owner === null ||
      row.owner === process ||
      leaseEnd(
        row,
        holders.find(({ id }) => id === row.owner),
      ) <= now());
  const free = yield* lockRows('segments', isFree, { skipLocked: true });
  const had = yield* update(
    'segments',
    (row) => free.some((one) => segmentKey(one) === segmentKey(row)),
    ({ epoch }) => ({ owner: process, epoch: epoch + 1, claimedAt: now(), leasedUntil: now() + leaseMs }),
  );
  const wholes = yield* select('subscriptions');
  return had.map((row) => ({ ...row, whole: wholes.find(({ name }) => name === row.subscription) }));
}

/** `queries/release_segments.sql` */
export function* releaseSegments(leases: readonly NamedLease[]): Program {
  yield* update(
    'segments',
    (row) =>
      leases.some(
        (lease) => segmentKey(lease) === segmentKey(row) && lease.owner === row.owner && lease.epoch === row.epoch,
      ),
    () => ({ owner: null, claimedAt: 0, leasedUntil: 0 }),
  );
}

/** `functions/advance_segment.sql`, without what is parked. */
export function* advanceSegment(lease: NamedLease, checkpoint: number, position: number): Program<boolean> {
  const moved = yield* update(
    'segments',
    (row) =>
      segmentKey(lease) === segmentKey(row) &&
      row.owner === lease.owner &&
      row.epoch === lease.epoch &&
      row.position === checkpoint,
    () => ({ position }),
  );
  return moved.length > 0;
}

/** The rows of a subscription that is divided anew, or for the first time. */
export function* insertSegments(subscription: string, segments: number, position: number, epoch: number): Program {
  for (let segment = 0; segment < segments; segment++) {
    const free = { owner: null, claimedAt: 0, leasedUntil: 0 };
    yield* insert('segments', segmentKey({ subscription, segment }), {
      subscription,
      segment,
      position,
      epoch,
      ...free,
    });
  }
}
