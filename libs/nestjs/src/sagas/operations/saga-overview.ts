import type { SagaCounts, SubscriptionStatus } from '@daybook/event-store';

/** Of which key events of a saga are parked. */
export interface ParkedKey {
  readonly key: string;
  readonly events: number;
}

/** How a saga is as a whole. */
export interface SagaOverview {
  readonly saga: string;
  /** The versions by which instances can go in this release; none if it does not have the saga. */
  readonly versions: readonly number[];
  /** How many instances there are, by version, status and whether they are stuck. */
  readonly counts: readonly SagaCounts[];
  /** How its reader of the log is; undefined if nobody has run it yet. */
  readonly reader: SubscriptionStatus | undefined;
  /** By which keys events wait, whether or not there is an instance of that key. */
  readonly parked: readonly ParkedKey[];
}
