import type { Clock } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectionRegistry, RegisteredProjection } from '../projections/projection-registry.js';
import { CronTimes } from '../projections/scheduling/cron-times.js';
import { ScheduleLoop } from '../projections/scheduling/schedule-loop.js';
import { ScheduledProjection } from '../projections/scheduling/scheduled-projection.js';
import type { ScheduledRun } from '../projections/scheduling/scheduled-run.js';
import type { ScheduledRuns } from '../projections/scheduling/scheduled-runs.js';
import type { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import type { ProjectionConsumers } from './projection-consumers.js';
import type { RunningLoops } from './running-loops.js';
import type { SubscriptionLoops } from './subscription-loops.js';

/** What scheduled projections are run with. */
export interface ScheduledProjectingParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly projections: ProjectionRegistry;
  readonly consumers: ProjectionConsumers;
  readonly runs: ScheduledRuns;
  readonly loops: SubscriptionLoops;
  readonly running: RunningLoops;
  readonly alarms: DaybookAlarms;
}

/** Brings the scheduled projections of this process up to date when it is time, by the application's clock. */
export class ScheduledProjecting {
  readonly #logger = new Logger('Daybook');
  #loop: ScheduleLoop | undefined;

  constructor(private readonly parts: ScheduledProjectingParts) {}

  /** To be called when the runner was started. */
  async start(): Promise<void> {
    if (!this.parts.running.runs('projections')) return;
    const scheduled = this.parts.projections.all().flatMap((projection) => this.#scheduled(projection));
    if (scheduled.length === 0) return;
    await this.parts.loops.drive();
    this.#loop = new ScheduleLoop(scheduled, {
      failing: (error) =>
        this.#logger.warn(`A scheduled projection could not be begun or ended; tried again. ${String(error)}`),
    });
    await this.#loop.start();
  }

  /** To be called before the runner is stopped: what is under way goes on in another process, or after the next start. */
  async stop(): Promise<void> {
    await this.#loop?.stop();
  }

  /** Waits until nothing is due, and no run under way; not longer than told. */
  async whenIdle(timeoutMs: number): Promise<void> {
    const end = performance.now() + timeoutMs;
    while (this.#loop !== undefined && !(await this.#loop.look()) && performance.now() < end) await pause(20);
  }

  #scheduled(projection: RegisteredProjection): readonly ScheduledProjection[] {
    const { mode } = projection.definition;
    if (typeof mode !== 'object' || !this.parts.consumers.canRun(projection)) return [];
    const { clock, store, runs, loops, consumers } = this.parts;
    return [
      new ScheduledProjection({
        ...{ clock, store, runs },
        runner: loops.runner,
        times: new CronTimes(mode.scheduled),
        live: () => consumers.liveOf(projection),
        ended: (run) => this.#ended(run),
      }),
    ];
  }

  #ended({ subscription, dueAt, startedAt, endedAt, position, error }: ScheduledRun): void {
    const { alarms } = this.parts;
    if (error === null) {
      alarms.end('run-failed', subscription);
      return;
    }
    const message =
      `The run of "${subscription}" for ${dueAt.toISOString()} was given up at position ${position ?? 0}: ${error}. ` +
      'The next one goes on from there at its time; mend what stands in the way, and resume it if it is paused or stopped.';
    alarms.raise({
      word: 'run-failed',
      subject: subscription,
      message,
      data: { dueAt, startedAt, endedAt, position, error },
    });
  }
}
