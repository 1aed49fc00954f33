/**
 * The last run of a scheduled projection. What it has done is seen by readers as it goes, batch by batch: one that is
 * under way, or was given up, has brought the rows up to where its checkpoint is, and the next run goes on from there.
 */
export interface ScheduledRun {
  /** `daily-totals@1.1` */
  readonly subscription: string;
  /** For which time it was made; before the first, since when times count. By the application's clock, as all of these. */
  readonly dueAt: Date;
  /** The process that makes it, or has made it; null before the first. */
  readonly owner: string | null;
  /** Null before the first. */
  readonly startedAt: Date | null;
  /** The end of the log when it began: it goes no further. */
  readonly upTo: number | null;
  /** When it ended, or was given up; null while it is under way. */
  readonly endedAt: Date | null;
  /** Where the checkpoint was at its end. */
  readonly position: number | null;
  /** How many events it wanted it has brought the checkpoint past; parked ones are among them. */
  readonly events: number | null;
  /** Why it was given up. */
  readonly error: string | null;
}

/** Whether somebody is at it, or was when he ended without a word. */
export function isUnderWay({ startedAt, endedAt }: ScheduledRun): boolean {
  return startedAt !== null && endedAt === null;
}
