import type { ScheduledRun } from './scheduled-run.js';

/** A run that is to begin. */
export interface RunToBegin {
  readonly subscription: string;
  readonly dueAt: Date;
  /** The process that wants to make it: one that gives signs of life. */
  readonly owner: string;
  readonly at: Date;
  /** How far it is to go. */
  readonly upTo: number;
}

/** How a run has ended. */
export interface RunEnd {
  readonly subscription: string;
  readonly owner: string;
  readonly at: Date;
  /** Why it is given up; undefined if it has come to its end. */
  readonly error?: string | undefined;
}

/** The record of the runs of scheduled projections, by which processes agree who makes one. */
export abstract class ScheduledRuns {
  /** The last run of each, or of the one of a name, in the order of their names. */
  abstract list(subscription?: string): Promise<readonly ScheduledRun[]>;

  /** Puts one that is new on record, with since when its times count; answers what is on record. */
  abstract know(subscription: string, since: Date): Promise<ScheduledRun>;

  /** Begins a run; undefined if another process has, or one is still under way. */
  abstract begin(run: RunToBegin): Promise<ScheduledRun | undefined>;

  /** Goes on with a run whose process gives no more signs of life; undefined if there is none such. */
  abstract takeOver(subscription: string, owner: string): Promise<ScheduledRun | undefined>;

  /** Ends a run; undefined if it has passed to another process meanwhile. */
  abstract end(end: RunEnd): Promise<ScheduledRun | undefined>;
}
