import type { SubscriptionStatus, SubscriptionStore } from '@daybook/event-store';
import type { ProjectionRegistry, RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { subscriptionOf } from '../read-model/generation.js';
import { isRehearsal } from '../rehearsing/rehearsal.js';
import { failureInWords } from '../verifying/failure-in-words.js';
import type { BuildCompletion } from './build-completion.js';
import { bare, type BuildNotice, type OnBuildNotice } from './build-notice.js';
import type { RunsConsumers } from './kept-consumers.js';
import { ProgressWatch } from './progress-watch.js';
import { SwitchBlocked } from './switch-blocked.error.js';

/** With what builds are tended. */
export interface BuildTenderParts {
  readonly projections: Pick<ProjectionRegistry, 'find'>;
  readonly runner: Pick<RunsConsumers, 'consumers'>;
  readonly subscriptions: Pick<SubscriptionStore, 'status'>;
  readonly completion: BuildCompletion;
  /** Ended when the process is. */
  readonly signal: AbortSignal;
  readonly onNotice: OnBuildNotice;
  /** A build that does not move for so long has failed, in milliseconds. */
  readonly stalledMs: number;
}

/** With no more to go it is compared; the rest is applied meanwhile, and while it is switched to. */
const nearEvents = 1_000;

/**
 * Brings builds to their end: when one has caught up it is compared, and readers are led to it; one that cannot go on has
 * failed. Done by the process that holds its first segment, so that it is one of them; should two be at it for a moment,
 * they do the same thing twice.
 */
export class BuildTender {
  readonly #progress: ProgressWatch;
  readonly #busy = new Map<string, Promise<void>>();
  /** How far the log was when it was looked at last. */
  readonly #heads = new Map<string, number>();
  readonly #told = new Map<string, BuildNotice['word']>();

  constructor(private readonly parts: BuildTenderParts) {
    this.#progress = new ProgressWatch(parts.stalledMs);
  }

  /** Looks after those that are this process's to tend; what takes long goes on behind. */
  async tend(records: readonly GenerationRecord[]): Promise<void> {
    const { consumers } = this.parts.runner;
    // What is made in rehearsal is read by nobody.
    const built = records.filter((one) => one.state === 'building' && !isRehearsal(one));
    for (const record of built) {
      const name = subscriptionOf(record);
      const projection = this.parts.projections.find(record.name);
      const isOurs = consumers.some((one) => one.name === name && one.segments.some(({ segment }) => segment === 0));
      if (projection?.definition.version !== record.version || !isOurs || this.#busy.has(name)) continue;
      const [status] = await this.parts.subscriptions.status(name);
      if (status === undefined) continue;
      const work = this.#tendOne(projection, record, status)
        .catch((error: unknown) => this.#delayed(record, error))
        .finally(() => this.#busy.delete(name));
      this.#busy.set(name, work);
    }
  }

  /** Waits for what is under way. */
  async ended(): Promise<void> {
    await Promise.all(this.#busy.values());
  }

  async #tendOne(
    projection: RegisteredProjection,
    record: GenerationRecord,
    status: SubscriptionStatus,
  ): Promise<void> {
    const { stopped, paused, lagEvents, position, head, awaitedRelease } = status;
    if (stopped !== undefined) return this.#fail(record, `it has stopped: ${stopped.reason}`);
    const now = performance.now();
    const rests = paused !== undefined || awaitedRelease !== undefined || lagEvents === 0;
    if (rests) this.#progress.rests(status.name, now);
    else if (this.#progress.isStalled(status.name, position, now)) {
      const where = `it has stood still at position ${position} for ${this.parts.stalledMs} ms`;
      return this.#fail(record, `${where}, with ${lagEvents} events or more to go`);
    }
    const before = this.#heads.get(status.name) ?? head;
    this.#heads.set(status.name, head);
    // Under load there is always something to go, but not what was there a look ago.
    const hasCaughtUp = lagEvents === 0 || (lagEvents <= nearEvents && position >= before);
    if (paused === undefined && hasCaughtUp) await this.#complete(projection, record);
  }

  async #complete(projection: RegisteredProjection, record: GenerationRecord): Promise<void> {
    if (record.comparison === null || record.comparison.differing > 0) {
      const report = await this.parts.completion.compare(projection, record, { signal: this.parts.signal });
      if (report !== undefined && report.differing > 0) {
        const reason = `${report.differing} of ${report.keys} compared keys differ from the log`;
        return this.#fail(record, reason, report);
      }
      if (report !== undefined) this.#tell(record, { word: 'compared', generation: bare(record), keys: report.keys });
    }
    if ((record.orders?.switch ?? projection.definition.onNewVersion) === 'by-operator') {
      this.#tell(record, { word: 'awaits-operator', generation: bare(record) });
      return;
    }
    await this.parts.completion.switchTo(projection, record);
    this.#tell(record, { word: 'switched', generation: bare(record) });
  }

  async #fail(
    record: GenerationRecord,
    reason: string,
    report?: Extract<BuildNotice, { readonly word: 'failed' }>['report'],
  ): Promise<void> {
    if (!(await this.parts.completion.giveUp(bare(record), 'failed', reason))) return;
    this.#tell(record, { word: 'failed', generation: bare(record), reason, report });
  }

  async #delayed(record: GenerationRecord, error: unknown): Promise<void> {
    if (this.parts.signal.aborted) return;
    if (error instanceof SwitchBlocked && error.obstacle === 'parked') {
      await this.#fail(record, failureInWords(error)).catch(() => undefined);
    } else this.#tell(record, { word: 'switch-delayed', generation: bare(record), error });
  }

  /** Each thing once, as it is looked after every second. */
  #tell(record: GenerationRecord, notice: BuildNotice): void {
    const name = subscriptionOf(record);
    if (this.#told.get(name) === notice.word) return;
    this.#told.set(name, notice.word);
    try {
      this.parts.onNotice(notice);
    } catch {
      // Whoever listens must not stop what is told of.
    }
  }
}
