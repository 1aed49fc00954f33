import {
  type ConsumerProgress,
  type EventStore,
  type HeldFloor,
  PostgresEventStore,
  type SubscriptionKind,
  type SubscriptionStatus,
} from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectionRegistry } from '../projections/projection-registry.js';
import { subscriptionOf } from '../projections/read-model/generation.js';
import type { ReactionRegistry } from '../reactions/reaction-registry.js';
import type { SubscriptionReport, SubscriptionsReport, WrittenGeneration } from './subscription-report.js';
import { subscriptionReportOf } from './subscription-report-of.js';

/** What statuses are put together from. */
export interface StatusSources {
  readonly store: EventStore;
  readonly projections: ProjectionRegistry;
  readonly reactions: ReactionRegistry;
  /** The generations that are kept; those of projections that the application does not have may be among them. */
  readonly generations: () => Promise<readonly WrittenGeneration[]>;
  /** What this process runs. */
  readonly here: () => readonly ConsumerProgress[];
  /** How many events a reader wants behind a position, up to another. Default: nobody counts them. */
  readonly wanted?: (
    status: Pick<SubscriptionStatus, 'types' | 'categories'>,
    after: number,
    to: number,
  ) => Promise<number>;
}

/** Options of `SubscriptionStatuses.all`. */
export interface StatusOptions {
  /**
   * Over how many milliseconds it is seen how many events others apply in a second: for so long it takes. Of what this
   * process reads that is known. Default: not looked for.
   */
  readonly rateOverMs?: number | undefined;
}

/**
 * How the projections and reactions of the application are, for operators: what the store has on record of each, and what
 * this process knows besides. Times and lags are by the store's clock.
 *
 * @example
 * for (const { name, word, lagMs, owners } of (await statuses.all()).subscriptions) show(name, word, lagMs, owners);
 */
export class SubscriptionStatuses {
  constructor(private readonly sources: StatusSources) {}

  /** All that are on record, those of the application that are not yet, and the projections that appends write. */
  async all({ rateOverMs }: StatusOptions = {}): Promise<SubscriptionsReport> {
    const before = rateOverMs === undefined ? [] : await this.reports();
    const began = performance.now();
    if (rateOverMs !== undefined) await pause(rateOverMs);
    const [reports, heldFloors] = await Promise.all([this.reports(), this.#heldFloors()]);
    const seconds = (performance.now() - began) / 1_000;
    const known = new Map(before.map((report) => [report.name, report]));
    const subscriptions = await Promise.all(
      reports.map((report) => this.#withRate(report, known.get(report.name), seconds)),
    );
    return { subscriptions, heldFloors };
  }

  async #withRate(
    report: SubscriptionReport,
    before: SubscriptionReport | undefined,
    seconds: number,
  ): Promise<SubscriptionReport> {
    const { wanted } = this.sources;
    if (report.eventsPerSecond !== undefined || before === undefined || wanted === undefined) return report;
    const events = report.position > before.position ? await wanted(report, before.position, report.position) : 0;
    return { ...report, eventsPerSecond: Math.round(events / seconds) };
  }

  /**
   * Those of one projection, each of its generations, or the one of a reaction: by its name, or by that of a subscription.
   * None if there is no such name.
   */
  async of(name: string): Promise<readonly SubscriptionReport[]> {
    return (await this.reports()).filter((report) => report.name === name || report.projection?.name === name);
  }

  /** The same as `all`, without looking who holds readers up. */
  async reports(): Promise<readonly SubscriptionReport[]> {
    const [found, generations] = await Promise.all([
      this.sources.store.subscriptions.status(),
      this.sources.generations(),
    ]);
    const here = new Map(this.sources.here().map((progress) => [progress.name, progress]));
    const written = new Map(generations.map((generation) => [subscriptionOf(generation), generation]));
    const statuses = [...found, ...this.#notOnRecord(found, generations)];
    return statuses
      .map((status) => {
        const projection = written.get(status.name);
        const maxLag = this.#maxLagOf(projection?.name ?? status.name, status.kind);
        return subscriptionReportOf(status, { projection, maxLag, here: here.get(status.name) });
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** What is inline has no subscription, and what was never started has none yet. */
  #notOnRecord(
    found: readonly SubscriptionStatus[],
    generations: readonly WrittenGeneration[],
  ): readonly SubscriptionStatus[] {
    const known = new Set(found.map(({ name }) => name));
    const { projections, reactions } = this.sources;
    const kept = generations.filter(({ name, state }) => awaited.has(state) && projections.find(name) !== undefined);
    const expected: (readonly [string, SubscriptionKind])[] = [
      ...kept.map((generation) => [subscriptionOf(generation), 'projection'] as const),
      ...reactions.all().map(({ definition }) => [definition.name, 'reaction'] as const),
    ];
    return expected.filter(([name]) => !known.has(name)).map(([name, kind]) => ({ ...nothing, name, kind }));
  }

  #maxLagOf(name: string, kind: SubscriptionKind): number | undefined {
    const { projections, reactions } = this.sources;
    return (kind === 'reaction' ? reactions.find(name) : projections.find(name))?.definition.maxLag;
  }

  async #heldFloors(): Promise<readonly HeldFloor[]> {
    const { store } = this.sources;
    return store instanceof PostgresEventStore ? store.heldFloors() : [];
  }
}

/** What is built has a reader as soon as a process has begun; where none does, one wants to see that. */
const awaited: ReadonlySet<string> = new Set(['building', 'live', 'failed']);

const nothing: Omit<SubscriptionStatus, 'name' | 'kind'> = {
  types: undefined,
  categories: undefined,
  segments: [],
  position: 0,
  head: 0,
  lagEvents: 0,
  lagMs: 0,
  parkedKeys: 0,
  parkedEvents: 0,
  paused: undefined,
  stopped: undefined,
};
