import type { Alarm } from './alarm.js';
import { hasEndedUnread } from './build-matters.js';
import { mattersOf } from './matters-of.js';
import { storeUnavailable } from './not-ready.js';
import type { SubscriptionReport } from './subscription-report.js';

/** Something that is not as it should be. */
export interface Degradation {
  /** `lagging`, `parked`, `stopped`, `awaiting-release`, `failing`, `rebuild-failed` and the like, `store-unavailable`. */
  readonly code: string;
  /** A subscription, or the store. */
  readonly subject: string;
  readonly message: string;
}

/** Whether projections and reactions are as they should be. */
export interface SubscriptionHealthReport {
  readonly status: 'up' | 'degraded';
  /** None while it is up. */
  readonly degradations: readonly Degradation[];
}

/** What `SubscriptionHealth` asks. */
export interface SubscriptionHealthSources {
  readonly reports: () => Promise<readonly SubscriptionReport[]>;
  /** The alarms that this process has raised. */
  readonly standing: () => readonly Alarm[];
}

const freshMs = 1_000;

/**
 * Says whether the projections and reactions of the whole deployment are as they should be: none lags further than its
 * `maxLag`, has parked events, fails, has stopped or awaits a release. An indicator of its own, for people and dashboards: neither liveness
 * nor readiness depends on it, because a process that is behind answers as well as another one.
 *
 * @example
 * // With @nestjs/terminus.
 * const { status, degradations } = await this.subscriptions.check();
 * return this.indicators.check('subscriptions').up({ state: status, degradations });
 */
export class SubscriptionHealth {
  #look: { readonly since: number; readonly report: Promise<SubscriptionHealthReport> } | undefined;

  constructor(private readonly sources: SubscriptionHealthSources) {}

  /** Does not throw. Those who ask within a second share one look. */
  check(): Promise<SubscriptionHealthReport> {
    const now = performance.now();
    if (this.#look === undefined || now - this.#look.since >= freshMs) {
      this.#look = { since: now, report: this.#check() };
    }
    return this.#look.report;
  }

  async #check(): Promise<SubscriptionHealthReport> {
    try {
      const reports = await this.sources.reports();
      const found = [...reports.flatMap(degradationsOf), ...this.sources.standing().map(degradationOf)];
      const once = new Map(found.map((one) => [`${one.code}:${one.subject}`, one]));
      return { status: once.size === 0 ? 'up' : 'degraded', degradations: [...once.values()] };
    } catch (error) {
      const { code, message } = storeUnavailable(error);
      return { status: 'degraded', degradations: [{ code, subject: 'event-store', message }] };
    }
  }
}

function degradationsOf(report: SubscriptionReport): readonly Degradation[] {
  const matters = mattersOf(report).map(degradationOf);
  if (report.word !== 'failed' || report.stopped !== undefined || hasEndedUnread(report)) return matters;
  // Not what was thrown: that could name hosts and data. The status has it.
  const message = `Subscription "${report.name}" does not succeed at the moment, and is tried again. See its status.`;
  return [...matters, { code: 'failing', subject: report.name, message }];
}

function degradationOf({ word, subject, message }: Pick<Alarm, 'word' | 'subject' | 'message'>): Degradation {
  return { code: word, subject, message };
}
