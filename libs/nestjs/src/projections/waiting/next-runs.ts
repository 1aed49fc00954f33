import type { Clock } from '@daybook/domain';
import { CronTimes } from '../scheduling/cron-times.js';
import { isUnderWay } from '../scheduling/scheduled-run.js';
import type { ScheduledRuns } from '../scheduling/scheduled-runs.js';

/** Knows when rows that are brought up to date at certain times go on. */
export class NextRuns {
  constructor(
    private readonly runs: Pick<ScheduledRuns, 'list'>,
    private readonly clock: Clock,
  ) {}

  /** Whether one is under way that goes so far: then it is worth while to wait. */
  async isUnderWayTo(subscription: string, position: number): Promise<boolean> {
    const [run] = await this.runs.list(subscription);
    return run !== undefined && isUnderWay(run) && (run.upTo ?? 0) >= position;
  }

  /** Undefined if the times of the expression are over. */
  next(expression: string): Date | undefined {
    return new CronTimes(expression).next(this.clock.now());
  }
}
