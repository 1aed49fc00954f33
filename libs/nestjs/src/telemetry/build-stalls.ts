import { ProgressWatch } from '../projections/rebuilding/progress-watch.js';
import { failureInWords } from '../projections/verifying/failure-in-words.js';
import type { Matter } from './alarm.js';
import { isBuild } from './build-matters.js';
import type { SubscriptionReport } from './subscription-report.js';

interface Delay {
  readonly since: number;
  readonly reason: string;
}

/**
 * Knows which builds do not come any further: those that nobody works on, and those that this process cannot bring to their
 * end. One that is worked on and stands still has failed, which is on record.
 */
export class BuildStalls {
  readonly #progress: ProgressWatch;
  readonly #delays = new Map<string, Delay>();

  /** @param stalledMs for how long one may stand still */
  constructor(private readonly stalledMs: number) {
    this.#progress = new ProgressWatch(stalledMs);
  }

  /** One could not be brought to its end, which is tried again. */
  delayed(name: string, error: unknown): void {
    const since = this.#delays.get(name)?.since ?? performance.now();
    this.#delays.set(name, { since, reason: failureInWords(error) });
  }

  /** One has come further. */
  moved(name: string): void {
    this.#delays.delete(name);
  }

  /** To be asked again and again while there is one that is built. */
  matterOf(report: SubscriptionReport): Matter | undefined {
    const { name, position, projection, paused, owners, lagEvents } = report;
    const now = performance.now();
    const isBuilding = projection?.state === 'building' && isBuild(report);
    if (!isBuilding || report.segments[0]?.isHere !== true) this.#delays.delete(name);
    if (!isBuilding) return undefined;
    if (paused !== undefined || owners.length > 0) this.#progress.rests(name, now);
    const isLeft = this.#progress.isStalled(name, position, now) && paused === undefined && owners.length === 0;
    if (isLeft) {
      return stalled(
        report,
        `nobody has worked on it for ${this.stalledMs} ms, at position ${position} with ${lagEvents} events or more to go`,
        'Start a process of its release that runs projections, or cancel it.',
      );
    }
    const delay = this.#delays.get(name);
    if (delay === undefined || now - delay.since < this.stalledMs) return undefined;
    return stalled(
      report,
      `readers could not be led to it for ${Math.round((now - delay.since) / 1_000)} s: ${delay.reason}`,
      'It is tried again; mend what stands in its way, or cancel it.',
    );
  }
}

function stalled({ name: subject, position }: SubscriptionReport, reason: string, advice: string): Matter {
  const message = `Building "${subject}" does not come any further: ${reason}. Readers see what they saw. ${advice}`;
  return { word: 'rebuild-stalled', subject, message, data: { reason, position } };
}
