import type { LiveProcess, SegmentPositions } from '@daybook/event-store';
import type { DaybookAlarms } from './daybook-alarms.js';
import type { Matter } from './alarm.js';
import { hasEndedUnread } from './build-matters.js';
import type { BuildStalls } from './build-stalls.js';
import { mattersOf, reportedWords } from './matters-of.js';
import type { SubscriptionReport } from './subscription-report.js';

/** What a watch goes by. */
export interface AlarmWatchParts {
  readonly alarms: DaybookAlarms;
  readonly reports: () => Promise<readonly SubscriptionReport[]>;
  readonly processes: () => Promise<readonly LiveProcess[]>;
  readonly stalls: Pick<BuildStalls, 'matterOf'>;
  /** This process, as the store knows it. */
  readonly process: string;
  /** The segments that it reads. */
  readonly positionsOf: (subscription: string) => SegmentPositions | undefined;
}

/** For so long nobody need read a subscription before somebody else speaks for it: longer than a hand-over takes. */
const orphanedMs = 10_000;

/**
 * Raises what is the matter with subscriptions, once, and says when it is over. Of several processes one speaks for each
 * subscription: the one that reads its first segment; for one that nobody reads, the first of all that live. What has become
 * of a build is on record, so that it is told by the first of those who run its projection, whoever was at it.
 */
export class AlarmWatch {
  readonly #unreadSince = new Map<string, number>();

  constructor(private readonly parts: AlarmWatchParts) {}

  /**
   * Throws what the store throws.
   *
   * @returns whether there is something to be looked at again before anybody tells of it
   */
  async look(): Promise<boolean> {
    const reports = await this.parts.reports();
    const processes = reports.every(({ owners }) => owners.length > 0) ? [] : await this.parts.processes();
    let isToBeContinued = false;
    for (const report of reports) {
      const stall = this.parts.stalls.matterOf(report);
      const matters = stall === undefined ? mattersOf(report) : [...mattersOf(report), stall];
      this.#tell(report, matters, this.#speaksFor(report, processes));
      isToBeContinued ||= matters.length > 0 || report.projection?.state === 'building';
    }
    this.#forget(new Set(reports.map(({ name }) => name)));
    return isToBeContinued;
  }

  /** What is over is told by whoever has raised it, also if somebody else reads by now; what is not, he leaves to that one. */
  #tell(report: SubscriptionReport, matters: readonly Matter[], speaks: boolean): void {
    const { alarms } = this.parts;
    for (const word of reportedWords)
      if (!matters.some((matter) => matter.word === word)) alarms.end(word, report.name);
    for (const matter of matters) {
      if (speaks) alarms.raise(matter);
      else alarms.leave(matter.word, report.name);
    }
  }

  #speaksFor(report: SubscriptionReport, processes: readonly LiveProcess[]): boolean {
    const { name, segments, projection, awaitedRelease } = report;
    const first = segments.find(({ owner }) => owner !== undefined);
    if (first !== undefined) {
      this.#unreadSince.delete(name);
      return this.parts.positionsOf(name)?.positions.has(first.segment) === true;
    }
    const since = this.#unreadSince.get(name) ?? performance.now();
    this.#unreadSince.set(name, since);
    // A build that has failed has an end; one that is cancelled may be on its way to be dropped.
    // Who awaits a release has given the segment back, and nobody takes it.
    const isOrphaned =
      projection?.state === 'failed' || awaitedRelease !== undefined || performance.now() - since >= orphanedMs;
    return (
      isOrphaned &&
      this.#isFirst(projection !== undefined && hasEndedUnread(report) ? projection : undefined, processes)
    );
  }

  /** Of those who run a projection, where one is meant: the others need not look. */
  #isFirst(projection: { readonly name: string } | undefined, processes: readonly LiveProcess[]): boolean {
    if (projection === undefined) return processes[0]?.id === this.parts.process;
    const looking = [`${projection.name}@`, '@'].map((part) =>
      processes.filter(({ runs }) => runs.some((name) => (part === '@' ? name.includes(part) : name.startsWith(part)))),
    );
    const [first] = looking.find((found) => found.length > 0) ?? [];
    // Where nobody gives a sign of life, as with projections that appends write alone, rather twice than never.
    return first === undefined || first.id === this.parts.process;
  }

  /** Of what is on record no more nothing is the matter. */
  #forget(known: ReadonlySet<string>): void {
    for (const { word, subject } of this.parts.alarms.standing) {
      if (!known.has(subject) && reportedWords.some((one) => one === word)) this.parts.alarms.end(word, subject);
    }
    for (const name of this.#unreadSince.keys()) if (!known.has(name)) this.#unreadSince.delete(name);
  }
}
