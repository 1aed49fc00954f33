import type { ScheduledRun } from '../scheduled-run.js';
import { type RunEnd, ScheduledRuns, type RunToBegin } from '../scheduled-runs.js';

/** A record of runs that notes for which times this process has begun one. */
export class NoticedRuns extends ScheduledRuns {
  readonly begun: Date[] = [];

  constructor(
    private readonly right: ScheduledRuns,
    readonly subscription: string,
  ) {
    super();
  }

  override list(subscription?: string): Promise<readonly ScheduledRun[]> {
    return this.right.list(subscription);
  }
  override know(subscription: string, since: Date): Promise<ScheduledRun> {
    return this.right.know(subscription, since);
  }
  override async begin(run: RunToBegin): Promise<ScheduledRun | undefined> {
    const begun = await this.right.begin(run);
    if (begun !== undefined) this.begun.push(begun.dueAt);
    return begun;
  }
  override takeOver(subscription: string, owner: string): Promise<ScheduledRun | undefined> {
    return this.right.takeOver(subscription, owner);
  }
  override end(end: RunEnd): Promise<ScheduledRun | undefined> {
    return this.right.end(end);
  }
}
