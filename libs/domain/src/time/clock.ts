/** Where all time comes from, so that a test can move it. */
export interface Clock {
  /** The present moment; every call returns a `Date` of its own. */
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };
