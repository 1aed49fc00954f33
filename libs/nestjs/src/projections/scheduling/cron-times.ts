import { Cron } from 'croner';

/** The times of a cron expression, in UTC. */
export class CronTimes {
  readonly #cron: Cron;

  /** @param expression one that was checked */
  constructor(expression: string) {
    this.#cron = new Cron(expression, { paused: true, timezone: 'UTC' });
  }

  /** The last of those that have come after a moment; undefined if none has. */
  latest(after: Date, now: Date): Date | undefined {
    const next = this.next(after);
    if (next === undefined || next > now) return undefined;
    // Before a moment, which is not to be excluded.
    return this.#cron.previousRuns(1, new Date(now.getTime() + 1))[0];
  }

  /** The first after a moment; undefined if there is none. */
  next(after: Date): Date | undefined {
    return this.#cron.nextRun(after) ?? undefined;
  }
}
