import type { SnapshotSelection } from '@daybook/event-store';
import type { AggregateSnapshots, SnapshotVerdict, SnapshotVerification } from '@daybook/nestjs';
import { snapshotsOnRecord } from './snapshots-on-record.js';

/** Which snapshots are verified. */
export interface VerifySnapshotsOptions {
  /** Default: those that have snapshots which this release goes on with. */
  readonly streamIds?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const wrong: readonly SnapshotVerdict[] = ['differs', 'unreadable', 'ahead-of-its-stream', 'other-history'];

/** Folds streams from their first events and compares their snapshots with that, one stream after the other. */
export async function* verifySnapshots(
  snapshots: Pick<AggregateSnapshots, 'list' | 'verify'>,
  { streamIds, category, signal }: VerifySnapshotsOptions = {},
): AsyncGenerator<SnapshotVerification, void, undefined> {
  for await (const streamId of streamIds ?? streamsOf(snapshots, category === undefined ? {} : { category })) {
    signal?.throwIfAborted();
    yield await snapshots.verify(streamId, { signal });
  }
}

/** Whether something was found that should not be: a snapshot of another release is none of it. */
export function isWrong({ loadsRight, snapshots }: SnapshotVerification): boolean {
  return !loadsRight || snapshots.some(({ verdict }) => wrong.includes(verdict));
}

async function* streamsOf(
  snapshots: Pick<AggregateSnapshots, 'list'>,
  selection: SnapshotSelection,
): AsyncGenerator<string, void, undefined> {
  for await (const [first, ...others] of snapshotsOnRecord(snapshots, selection)) {
    if ([first, ...others].some(({ isCurrent }) => isCurrent === true)) yield first.streamId;
  }
}
