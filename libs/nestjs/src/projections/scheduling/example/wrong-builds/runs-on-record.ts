import type { ScheduledRun } from '../../scheduled-run.js';
import { type RunEnd, ScheduledRuns, type RunToBegin } from '../../scheduled-runs.js';

/** Records of runs that are wrong in one thing each, and right in all others. */
abstract class WrongRuns extends ScheduledRuns {
  constructor(protected readonly right: ScheduledRuns) {
    super();
  }

  override list(subscription?: string): Promise<readonly ScheduledRun[]> {
    return this.right.list(subscription);
  }
  override know(subscription: string, since: Date): Promise<ScheduledRun> {
    return this.right.know(subscription, since);
  }
  override begin(run: RunToBegin): Promise<ScheduledRun | undefined> {
    return this.right.begin(run);
  }
  override takeOver(subscription: string, owner: string): Promise<ScheduledRun | undefined> {
    return this.right.takeOver(subscription, owner);
  }
  override end(end: RunEnd): Promise<ScheduledRun | undefined> {
    return this.right.end(end);
  }
}

/** Goes by its own timer alone: what others have begun is nothing to it. */
export class EachByItself extends WrongRuns {
  override async begin(run: RunToBegin): Promise<ScheduledRun> {
    const outcome = { endedAt: null, position: null, events: null, error: null };
    return (await this.right.begin(run)) ?? { ...run, startedAt: run.at, ...outcome };
  }
}

/** Has a run on record as made when it begins. */
export class MadeWhenItBegins extends WrongRuns {
  override async begin(run: RunToBegin): Promise<ScheduledRun | undefined> {
    const begun = await this.right.begin(run);
    if (begun !== undefined) await this.right.end({ ...run });
    return begun;
  }
}

/** Counts times since it was started, not since the last run. */
export class SinceTheStart extends WrongRuns {
  override async know(subscription: string, since: Date): Promise<ScheduledRun> {
    const known = await this.right.know(subscription, since);
    return known.dueAt < since ? { ...known, dueAt: since } : known;
  }
}
