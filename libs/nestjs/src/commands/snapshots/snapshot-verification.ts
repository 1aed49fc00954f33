/** What has been found of a snapshot. */
export type SnapshotVerdict =
  /** It is what the events before it come to. */
  | 'right'
  /** It is not. */
  | 'differs'
  /** Other code has folded it; here it is never used. */
  | 'other-fingerprint'
  /** It cannot be read. */
  | 'unreadable'
  /** Its stream does not reach that far. */
  | 'ahead-of-its-stream'
  /** Its stream has another event at that version. */
  | 'other-history';

/** What has been found of one snapshot. */
export interface VerifiedSnapshot {
  readonly version: number;
  readonly takenAt: Date;
  readonly fingerprint: string;
  readonly verdict: SnapshotVerdict;
  /** The fields of the state that differ from the fold; empty if it does not, or is no object. */
  readonly fields: readonly string[];
}

/** A stream folded from its first event, beside its snapshots. */
export interface SnapshotVerification {
  readonly streamId: string;
  /** Of the stream's last event; 0 if there is none. */
  readonly version: number;
  /** The newest first. */
  readonly snapshots: readonly VerifiedSnapshot[];
  /** Whether what loading answers, from the nearest snapshot and what follows, is the full fold. */
  readonly loadsRight: boolean;
}
