import type { WhyIgnored } from './ignored-snapshot.js';

/** What has become of the snapshots of a process since its start. */
export interface SnapshotTally {
  /** How many were taken. */
  readonly taken: number;
  /** How often loading has begun with one. */
  readonly used: number;
  /** How often one was there and was not used, by reason. */
  readonly ignored: Readonly<Record<WhyIgnored, number>>;
  /** How many were due and could not be taken. */
  readonly failed: number;
  /** How many were due and not taken, because too many others were. */
  readonly skipped: number;
}

/** Counts what becomes of snapshots. */
export class SnapshotCounts implements SnapshotTally {
  taken = 0;
  used = 0;
  failed = 0;
  skipped = 0;
  readonly ignored: Record<WhyIgnored, number> = {
    'other-fingerprint': 0,
    unreadable: 0,
    'ahead-of-its-stream': 0,
    'other-history': 0,
    unreachable: 0,
  };

  /** As they are now; what is counted later does not show in it. */
  get now(): SnapshotTally {
    const { taken, used, failed, skipped, ignored } = this;
    return { taken, used, failed, skipped, ignored: { ...ignored } };
  }
}
