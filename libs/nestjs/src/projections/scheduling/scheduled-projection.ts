import type { Clock } from '@daybook/domain';
import {
  type Consumer,
  type EventStore,
  putOnRecord,
  type SubscriptionRunner,
  type SubscriptionStatus,
} from '@daybook/event-store';
import type { CronTimes } from './cron-times.js';
import { isUnderWay, type ScheduledRun } from './scheduled-run.js';
import type { ScheduledRuns } from './scheduled-runs.js';

/** What a scheduled projection is run with. */
export interface ScheduledProjectionParts {
  readonly times: CronTimes;
  readonly clock: Clock;
  readonly store: EventStore;
  readonly runs: ScheduledRuns;
  /** One that was started: whoever makes a run gives signs of life. */
  readonly runner: SubscriptionRunner;
  /** Its live generation, as a reader of the log; undefined if there is none. */
  live(): Promise<Consumer | undefined>;
  /** Told of a run that this process has ended. */
  ended(run: ScheduledRun): void;
}

interface OwnRun {
  readonly run: ScheduledRun;
  readonly upTo: number;
}

/**
 * One scheduled projection in this process. At a time of its schedule one process begins a run: it reads the log up to the
 * end of that moment and stops. Others go on with it if that process dies.
 *
 * Times that have passed while nobody was there, or a run was under way, make one run. A projection that is new waits for
 * its first time.
 */
export class ScheduledProjection {
  #record: ScheduledRun | undefined;
  #own: OwnRun | undefined;

  constructor(private readonly parts: ScheduledProjectionParts) {}

  /** Does what is due, and answers whether nothing is any more. Without asking the store, where nothing is due. */
  async step(): Promise<boolean> {
    if (this.#own !== undefined) return this.#goOn(this.#own);
    const now = this.parts.clock.now();
    if (this.#record !== undefined && !isUnderWay(this.#record) && !this.#isDue(this.#record, now)) return true;
    const live = await this.parts.live();
    if (live === undefined) return true;
    this.#record = await this.#recordOf(live, this.#record?.dueAt ?? now);
    const isDue = this.#isDue(this.#record, now);
    if (!isUnderWay(this.#record) && !isDue) return true;
    const run = await this.#runToMake(this.#record, now);
    if (run !== undefined) await this.#begin(run, live);
    return false;
  }

  #isDue({ dueAt }: ScheduledRun, now: Date): boolean {
    return this.parts.times.latest(dueAt, now) !== undefined;
  }

  async #recordOf(live: Consumer, since: Date): Promise<ScheduledRun> {
    await putOnRecord(this.parts.store, [live]);
    return this.parts.runs.know(live.name, since);
  }

  /** Undefined if it is another process's. */
  async #runToMake(record: ScheduledRun, now: Date): Promise<ScheduledRun | undefined> {
    const { times, runs, runner, store } = this.parts;
    const { subscription } = record;
    if (isUnderWay(record)) return runs.takeOver(subscription, runner.id);
    const dueAt = times.latest(record.dueAt, now);
    if (dueAt === undefined) return undefined;
    return runs.begin({ subscription, dueAt, owner: runner.id, at: now, upTo: await store.head() });
  }

  async #begin(run: ScheduledRun, live: Consumer): Promise<void> {
    const { runner } = this.parts;
    const upTo = run.upTo ?? 0;
    // Before it went live it was built by a reader that follows the log.
    await runner.remove(live.name);
    runner.add({ ...live, upTo });
    this.#own = { run, upTo };
  }

  async #goOn(own: OwnRun): Promise<boolean> {
    const { store, runs, runner, clock } = this.parts;
    const { subscription } = own.run;
    let error: string | undefined;
    if (!this.#isReachedHere(own)) {
      if (this.#isReadHere(subscription)) return false;
      const [status] = await store.subscriptions.status(subscription);
      error = status === undefined || status.position >= own.upTo ? undefined : this.#hindrance(own, status);
      if (error === undefined && status !== undefined && status.position < own.upTo) return false;
    }
    // Gives its lease back with the position that it has seen, which is then the checkpoint.
    await runner.remove(subscription);
    const at = clock.now();
    const ended = await runs.end({ subscription, owner: runner.id, at, error });
    this.#own = undefined;
    this.#record = ended;
    if (ended === undefined) return false;
    this.parts.ended(ended);
    return !this.#isDue(ended, at);
  }

  #isReachedHere({ run, upTo }: OwnRun): boolean {
    const here = this.parts.runner.positionsOf(run.subscription);
    if (here === undefined || here.positions.size < here.segments) return false;
    return [...here.positions.values()].every((position) => position >= upTo);
  }

  /** Whether it comes on in this process: then nobody else need be asked. */
  #isReadHere(subscription: string): boolean {
    const { runner } = this.parts;
    const progress = runner.consumers.find(({ name }) => name === subscription);
    const here = runner.positionsOf(subscription);
    if (progress === undefined || here === undefined || here.positions.size < here.segments) return false;
    return progress.state !== 'paused' && progress.state !== 'failed';
  }

  /** Why the run is given up: it stands still, or did not succeed until the next was due. */
  #hindrance({ run }: OwnRun, status: SubscriptionStatus): string | undefined {
    const { paused, stopped, segments, awaitedRelease: awaited } = status;
    if (paused !== undefined) return `It is paused: ${paused.reason}`;
    if (stopped !== undefined) return `It has stopped: ${stopped.reason}`;
    if (awaited !== undefined) {
      return `It awaits a release that can read "${awaited.type}" in version ${awaited.schemaVersion}, at position ${awaited.position}`;
    }
    const here = this.parts.runner.consumers.find(({ name }) => name === run.subscription);
    const failure = here?.failure ?? segments.find((segment) => segment.failure !== undefined)?.failure;
    return this.#isDue(run, this.parts.clock.now()) ? failure : undefined;
  }
}
