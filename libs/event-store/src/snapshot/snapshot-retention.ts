/**
 * Which snapshots of a stream stay when another one is put. Of each fingerprint by itself, so that an old and a new
 * release side by side do not take away each other's.
 */
export interface SnapshotRetention {
  /** So many of the newest, a whole number from 1. Default 2: the one before is there if the newest is damaged. */
  readonly newest?: number | undefined;
  /**
   * And the last one of each so many versions, a whole number from 1, for time travel, which then folds about so many
   * events at most; or false. Default 10,000.
   */
  readonly every?: number | false | undefined;
  /** How long after the last of them those of another fingerprint stay, in milliseconds. Default 7 days. */
  readonly othersForMs?: number | undefined;
}
