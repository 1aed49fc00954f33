import type { Incarnation } from './incarnation.js';
import type { LogPlace } from './log-place.js';

/** What an operator says when he lets those go on who keep positions elsewhere. */
export interface AcceptIncarnation {
  /** Why, for the record. */
  readonly reason: string;
  /** On whose word. */
  readonly by: string;
  /**
   * Up to which position the log is as it was before. Default: as it was found when the history was met. Needed where
   * PostgreSQL tells nothing of a restoration, as of a copy of the disk that was put back.
   */
  readonly lostAfter?: number | undefined;
}

/**
 * The histories that a log has come through, on record in its own database: what a position that is kept elsewhere is
 * compared with.
 */
export abstract class IncarnationRecord {
  /**
   * The first one first, the present one last.
   *
   * @throws StoreUnavailable
   */
  abstract list(): Promise<readonly Incarnation[]>;

  /**
   * Lets those go on who keep positions elsewhere, in the present history and in those it has come through.
   *
   * @returns the present one, accepted
   * @throws NothingToAccept none waits for it, and it was not said up to where a restored log is as before
   * @throws InvalidRead `lostAfter` is no position of the log
   * @throws StoreUnavailable
   */
  abstract accept(acceptance: AcceptIncarnation): Promise<Incarnation>;

  /**
   * For the store: what there is at or below a position, and in which history, as of one look.
   *
   * @throws StoreUnavailable
   */
  abstract placeAt(position: number): Promise<LogPlace>;
}
