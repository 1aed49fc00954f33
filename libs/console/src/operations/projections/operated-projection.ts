import type { Rehearsal, ScheduledRun } from '@daybook/nestjs';
import type { ReaderView } from '../readers/reader-view.js';

/** A generation of a projection as operators see it. */
export interface OperatedGeneration {
  /** `account-balances@1.1`, by which it can be named. */
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  /** Whether readers of its version see it; null if that is another release's to say. */
  readonly isLive: boolean | null;
  /** Whether appends write it themselves. */
  readonly isInline: boolean;
  /** How its reader is; null while it has none: appends write it, or it was never run. */
  readonly reader: ReaderView | null;
  /** What came of the last run, for one that is brought up to date at certain times. */
  readonly lastRun: ScheduledRun | null;
}

/** A projection as operators see it. */
export interface OperatedProjection {
  readonly name: string;
  /** That of this release; null if this release does not have the projection. */
  readonly version: number | null;
  readonly kind: 'fold' | 'handler' | null;
  readonly mode: 'async' | 'inline' | 'on-demand' | 'scheduled' | null;
  /** The cron expression of one that is scheduled, in UTC. */
  readonly schedule: string | null;
  /** Those that this release keeps, and those of other releases that are on record. */
  readonly generations: readonly OperatedGeneration[];
  /** When its rows are made anew for practice, as a cron expression in UTC; null if they are not. */
  readonly rehearsedAt: string | null;
  /** What came of the last time, or how far it is; null if it was never rehearsed. */
  readonly lastRehearsal: Rehearsal | null;
}
