import type { RunnerNotice } from '@daybook/event-store';
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { AlarmWatch } from '../telemetry/alarm-watch.js';
import type { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import type { RunnerNotices } from './runner-notices.js';
import type { SubscriptionLoops } from './subscription-loops.js';

/** What alarms are watched for with. */
export interface AlarmWatchingParts {
  readonly watch: AlarmWatch;
  readonly alarms: DaybookAlarms;
  readonly loops: SubscriptionLoops;
  readonly notices: RunnerNotices;
  /** How long the readers of the application may lag, in milliseconds; none if nobody has said so. */
  readonly maxLags: () => readonly number[];
}

/** After what a runner tells one looks at once, or a moment later, as more of it may come. */
const soonMs = 50;
const telling: ReadonlySet<RunnerNotice['word']> = new Set([
  ...(['claimed', 'released', 'lost', 'parked', 'unparked', 'declined', 'stopped', 'recovered'] as const),
]);
const [shortestMs, longestMs] = [250, 5_000];

/**
 * Looks after the readers of the log that this process runs: when one of them has told something, and again and again while
 * one may lag no further than so long, something is the matter, or rows are built. Otherwise it asks the store for nothing.
 */
export class AlarmWatching implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Daybook');
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  #hasFailed = false;
  #isAskedFor = false;
  #hasEnded = false;
  #deafen: (() => void) | undefined;

  constructor(private readonly parts: AlarmWatchingParts) {}

  onApplicationBootstrap(): void {
    this.#deafen = this.parts.notices.listen(({ word }) => {
      if (telling.has(word)) this.#lookWithin(soonMs);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.#hasEnded = true;
    this.#deafen?.();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Somebody has seen that there is something to be looked at, also where this process reads nothing. */
  lookSoon(): void {
    this.#isAskedFor = true;
    this.#lookWithin(soonMs);
  }

  #lookWithin(ms: number): void {
    const at = performance.now() + ms;
    if (this.#hasEnded || at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#dueAt = Infinity;
      if (this.#isLooking) this.#lookWithin(soonMs);
      else this.#looking = this.#look();
    }, ms).unref();
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    let isToBeContinued = this.#isAskedFor;
    this.#isAskedFor = false;
    try {
      if (this.parts.loops.drives || isToBeContinued) isToBeContinued = await this.parts.watch.look();
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) this.#logger.warn(`Alarms could not be looked for, and are tried again. ${String(error)}`);
      this.#hasFailed = true;
    } finally {
      this.#isLooking = false;
    }
    this.#isAskedFor ||= isToBeContinued;
    const shortest = Math.min(...this.parts.maxLags());
    if (shortest < Infinity || isToBeContinued || this.parts.alarms.standing.length > 0 || this.#hasFailed) {
      this.#lookWithin(Math.max(shortestMs, Math.min(longestMs, shortest / 2)));
    }
  }
}
