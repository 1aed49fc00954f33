import type { ProposedEvent } from '../stream/proposed-event.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { CopyOrder } from './copy-order.js';
import type { StreamCopy } from './stream-copy.js';

/** How far a copy has been made. */
export interface CopiedSoFar {
  /** The version of the last event of the old stream that has been looked at. */
  readonly source: number;
  /** The version of the last event of the new stream. */
  readonly target: number;
}

/** What completes a copy. */
export interface CopyEnd {
  /** The last events of the new stream; may be none. */
  readonly target: readonly ProposedEvent[];
  /** The last event of the old one, which says that it goes on elsewhere. Default: none. */
  readonly source?: ProposedEvent | undefined;
}

/**
 * The port under `StreamCopier`, which is what applications use: writes copies of streams, and keeps on record which stream
 * became which.
 *
 * Of the two streams one takes events, at each moment: while a copy is under way the new one takes those of the copy alone,
 * and in one transaction with the last of them the old one is closed and the new one opened. What was appended to the old
 * one by then is in the copy, because that transaction reads it.
 */
export abstract class StreamCopies {
  /**
   * Appends to the new stream what is not the last of it; the first call puts the copy on record.
   *
   * @param expected the version of the new stream
   * @throws ConcurrencyError another process writes the same copy; read what there is, and go on
   * @throws CopySourceMissing, CopyTargetTaken, StreamClosed it cannot be made; nothing was written
   */
  abstract extend(order: CopyOrder, events: readonly ProposedEvent[], expected: number): Promise<void>;

  /**
   * Appends the last events, closes the old stream and opens the new one, all or nothing. One that is complete already is
   * answered as it is.
   *
   * @param finish is called once, with the events of the old stream behind those that were looked at; nothing is appended to
   *   it meanwhile
   * @throws ConcurrencyError as `extend`, or another transaction was first; read what there is, and go on
   * @throws CopySourceMissing, CopyTargetTaken, StreamClosed it cannot be made; nothing was written
   */
  abstract complete(
    order: CopyOrder,
    soFar: CopiedSoFar,
    finish: (rest: readonly RecordedEvent[]) => CopyEnd,
  ): Promise<StreamCopy>;

  /**
   * Gives up a copy that is under way: the old stream goes on. What was copied stays in the log, in a stream that takes no
   * events.
   *
   * @returns whether there was one
   */
  abstract abandon(target: string, reason: string): Promise<boolean>;

  /** The copies that a stream was made by, and those that were made of it, in the order in which they were begun. */
  abstract of(streamId: string): Promise<readonly StreamCopy[]>;

  /** All copies that are under way, in the order in which they were begun. */
  abstract underWay(): Promise<readonly StreamCopy[]>;
}
