import type { EntityManager } from '../stream/transaction.js';
import type { Snapshot, SnapshotOnRecord } from './snapshot.js';
import type { SnapshotRetention } from './snapshot-retention.js';

/** Which snapshot of a stream is asked for. */
export interface NearestOptions {
  /** Of the code that is to go on with it; those of other code are passed over. */
  readonly fingerprint: string;
  /** The highest version that it may have. Default: any. */
  readonly atOrBefore?: number | undefined;
  /** The transaction in which it is read. Default: that of the ambient, if there is one. */
  readonly manager?: EntityManager | undefined;
}

/** Why a snapshot was not taken that would have been nearer. */
export type PassedOver =
  /** Other code has folded it. */
  | 'other-fingerprint'
  /** It is damaged: its checksum is another one, or it is no JSON at all. */
  | 'unreadable';

/** What there is of a stream. */
export interface NearestSnapshot {
  /** That of the highest version asked for, with its state intact; undefined if there is none. */
  readonly snapshot: Snapshot | undefined;
  /** Why nearer ones were passed over, each reason once; empty if there were none. */
  readonly passedOver: readonly PassedOver[];
}

/** Which snapshots are meant. What is left out does not matter. */
export interface SnapshotSelection {
  readonly streamId?: string | undefined;
  readonly category?: string | undefined;
  readonly fingerprint?: string | undefined;
  /** The lowest version. */
  readonly fromVersion?: number | undefined;
}

/** A part of the list. */
export interface SnapshotPage extends SnapshotSelection {
  /** Behind which stream to go on. */
  readonly afterStream?: string | undefined;
  /** Of how many streams at most, a whole number from 1. Default 100. */
  readonly streams?: number | undefined;
}

/**
 * Where snapshots are kept. Nothing in it is ever needed: what it does not have, or not intact, is folded from the log.
 *
 * An adapter keeps what it is given whole or not at all, never lets an older snapshot take the place of a newer one, and
 * answers what is damaged as passed over, never with an error.
 */
export abstract class SnapshotStore {
  /**
   * The snapshot with which loading begins.
   *
   * @throws StoreUnavailable, StoreOverloaded it cannot be reached; whoever loads goes on without one
   */
  abstract nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot>;

  /**
   * Keeps a snapshot, and takes away the older ones of its stream that nobody keeps any longer. One of the same version
   * and fingerprint is replaced if it was taken earlier. Never in a transaction of the caller.
   *
   * @throws NotJsonData, InvalidSnapshot it cannot be kept
   * @throws StoreUnavailable, StoreOverloaded
   */
  abstract put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void>;

  /**
   * What there is, by stream (compared byte by byte), newest version first within a stream.
   *
   * @throws StoreUnavailable, StoreOverloaded
   */
  abstract list(page?: SnapshotPage): Promise<readonly SnapshotOnRecord[]>;

  /**
   * Takes snapshots away; all of them, if nothing is selected.
   *
   * @returns how many there were
   * @throws StoreUnavailable, StoreOverloaded
   */
  abstract drop(selection?: SnapshotSelection): Promise<number>;
}
