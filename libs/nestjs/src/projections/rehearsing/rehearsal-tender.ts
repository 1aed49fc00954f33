import type { SubscriptionStore } from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import type { ProjectionRegistry, RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { GenerationRecords } from '../read-model/generation-records.js';
import { subscriptionOf } from '../read-model/generation.js';
import { bare } from '../rebuilding/build-notice.js';
import { type GenerationCheckpoint, GenerationCheckpoints } from '../rebuilding/generation-checkpoints.js';
import type { RunsConsumers } from '../rebuilding/kept-consumers.js';
import { ProgressWatch } from '../rebuilding/progress-watch.js';
import { failureInWords } from '../verifying/failure-in-words.js';
import type { ReadPosition } from './read-position.js';
import { isRehearsal } from './rehearsal.js';
import type { RehearsalComparison } from './rehearsal-comparison.js';
import type { RehearsalConclusion } from './rehearsal-conclusion.js';
import type { OnRehearsalNotice } from './rehearsal-notice.js';
import { type RehearsalEnd, RehearsalRecords } from './rehearsal-records.js';

/** With what rehearsals are tended. */
export interface RehearsalTenderParts {
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly projections: Pick<ProjectionRegistry, 'find'>;
  readonly runner: Pick<RunsConsumers, 'consumers'>;
  readonly subscriptions: Pick<SubscriptionStore, 'processes'>;
  readonly position: Pick<ReadPosition, 'of'>;
  readonly comparison: Pick<RehearsalComparison, 'of'>;
  readonly conclusion: Pick<RehearsalConclusion, 'end' | 'clearAway'>;
  /** Ended when the process is. */
  readonly signal: AbortSignal;
  readonly onNotice: OnRehearsalNotice;
  /** One that does not move for so long, or that nobody builds, has failed, in milliseconds. */
  readonly stalledMs: number;
}

/** So many events are applied in the transaction of the comparison. */
const nearEvents = 2_000;
/** So often it is let go further: one that is slower than what comes in never arrives. */
const mostRounds = 10;
const mostAttempts = 5;

/**
 * Brings rehearsals to their end. One is built up to where the live generation was when it was asked last, and let go
 * further until little is missing; then it is compared, its outcome put on record, and what it has made is dropped. Done by
 * the process that holds its first segment; what has ended is cleared away by whoever sees it.
 */
export class RehearsalTender {
  readonly #records: RehearsalRecords;
  readonly #generations: GenerationRecords;
  readonly #checkpoints: GenerationCheckpoints;
  readonly #progress: ProgressWatch;
  readonly #busy = new Map<string, Promise<void>>();
  /** How often something has failed, and when it is tried again. */
  readonly #attempts = new Map<string, { readonly failed: number; readonly again: number }>();
  readonly #unattended = new Map<string, number>();

  constructor(private readonly parts: RehearsalTenderParts) {
    this.#records = new RehearsalRecords(parts.schema);
    this.#generations = new GenerationRecords(parts.schema);
    this.#checkpoints = new GenerationCheckpoints(parts.schema);
    this.#progress = new ProgressWatch(parts.stalledMs);
  }

  /** Looks after those that there are; what takes long goes on behind. */
  tend(records: readonly GenerationRecord[]): void {
    for (const record of records) {
      const name = subscriptionOf(record);
      if (!isRehearsal(record) || record.state === 'dropped' || this.#busy.has(name)) continue;
      if ((this.#attempts.get(name)?.again ?? 0) > performance.now()) continue;
      const work = this.#tendOne(record, records)
        .catch((error: unknown) => this.#hasFailed(record, error))
        .finally(() => this.#busy.delete(name));
      this.#busy.set(name, work);
    }
  }

  /** Waits for what is under way. */
  async ended(): Promise<void> {
    await Promise.all(this.#busy.values());
  }

  async #tendOne(record: GenerationRecord, records: readonly GenerationRecord[]): Promise<void> {
    const name = subscriptionOf(record);
    if (record.state !== 'building') {
      if (await this.parts.conclusion.clearAway(record)) this.#attempts.delete(name);
      return;
    }
    const projection = this.parts.projections.find(record.name);
    const { consumers } = this.parts.runner;
    const isOurs = consumers.some((one) => one.name === name && one.segments.some(({ segment }) => segment === 0));
    if (projection?.definition.version !== record.version || !isOurs) return this.#lookWhoBuilds(record);
    this.#unattended.delete(name);
    const build = records.find((one) => one.name === record.name && one.state === 'building' && !isRehearsal(one));
    if (build !== undefined) {
      return this.#end(record, { outcome: 'cancelled', reason: `"${subscriptionOf(build)}" is being built` });
    }
    const live = records.find((one) => isLiveOf(record, one));
    if (live === undefined)
      return this.#end(record, { outcome: 'cancelled', reason: 'nothing of its version is read' });
    await this.#goOn(projection, record, live);
  }

  async #goOn(projection: RegisteredProjection, record: GenerationRecord, live: GenerationRecord): Promise<void> {
    const { manager } = this.parts.dataSource;
    const own = await this.#checkpoints.of(manager, record);
    if (own === undefined) return;
    if (own.stoppedFor !== null) return this.#fail(record, `it has stopped: ${own.stoppedFor}`);
    const name = subscriptionOf(record);
    const upTo = record.orders?.upTo ?? 0;
    const now = performance.now();
    if (own.isPaused || own.least >= upTo) this.#progress.rests(name, now);
    else if (this.#progress.isStalled(name, own.least, now)) {
      return this.#fail(record, `it has stood still at position ${own.least} for ${this.parts.stalledMs} ms`);
    }
    if (own.isPaused || own.least < upTo) return;
    // What was never run has no row. While it is divided anew that cannot be told from it; the comparison can.
    const read = (await this.parts.position.of(manager, live)) ?? 0;
    const missing = await this.#checkpoints.wanted(manager, own, own.least, read, nearEvents + 1);
    if (missing > nearEvents) return this.#further(record, read);
    await this.#records.built(manager, bare(record));
    await this.#compare(projection, record, live, own);
  }

  /** What is read has moved on meanwhile. */
  async #further(record: GenerationRecord, upTo: number): Promise<void> {
    const { orders } = record;
    const rounds = (orders?.rounds ?? 0) + 1;
    if (rounds > mostRounds || orders === null) {
      return this.#fail(
        record,
        'it does not come up to what is read: more comes in than it applies. Let it read faster',
      );
    }
    await this.#generations.order(this.parts.dataSource.manager, bare(record), { ...orders, upTo, rounds });
  }

  async #compare(
    projection: RegisteredProjection,
    record: GenerationRecord,
    live: GenerationRecord,
    own: GenerationCheckpoint,
  ): Promise<void> {
    const { dataSource, signal, comparison } = this.parts;
    const begun = (await this.#records.list(dataSource.manager, record.name, 'begun')).find(
      (one) => subscriptionOf(one) === subscriptionOf(record),
    );
    const sample = begun?.sample ?? undefined;
    const findings = await comparison.of(projection, { rehearsed: record, read: live }, { sample, signal });
    const events = await this.#checkpoints.wanted(dataSource.manager, own, 0, findings.position);
    const differs = (findings.differingFromLog ?? 0) + findings.differingFromRead > 0;
    await this.#end(record, { outcome: differs ? 'differing' : 'same', findings: { ...findings, events } });
  }

  /** A build that nobody can go on with: its release is gone, or its processes are. */
  async #lookWhoBuilds(record: GenerationRecord): Promise<void> {
    const name = subscriptionOf(record);
    const isBuilt = (await this.parts.subscriptions.processes()).some(({ runs }) => runs.includes(name));
    if (isBuilt) return void this.#unattended.delete(name);
    const since = this.#unattended.get(name) ?? performance.now();
    this.#unattended.set(name, since);
    const forMs = performance.now() - since;
    if (forMs >= this.parts.stalledMs) await this.#fail(record, `no process has built it for ${Math.round(forMs)} ms`);
  }

  async #fail(record: GenerationRecord, reason: string): Promise<void> {
    await this.#end(record, { outcome: 'failed', reason });
  }

  async #end(record: GenerationRecord, end: RehearsalEnd): Promise<void> {
    if (await this.parts.conclusion.end(bare(record), end)) {
      this.#tell({ word: 'ended', generation: bare(record), end });
    }
  }

  /** Tried again with growing pauses; what never succeeds is an outcome, too. */
  async #hasFailed(record: GenerationRecord, error: unknown): Promise<void> {
    if (this.parts.signal.aborted) return;
    const name = subscriptionOf(record);
    const failed = (this.#attempts.get(name)?.failed ?? 0) + 1;
    this.#attempts.set(name, { failed, again: performance.now() + Math.min(60_000, 1_000 * 2 ** (failed - 1)) });
    if (failed === 1) this.#tell({ word: 'delayed', projection: record.name, error });
    if (failed < mostAttempts || record.state !== 'building') return;
    this.#attempts.delete(name);
    await this.#fail(record, failureInWords(error)).catch(() => undefined);
  }

  #tell(notice: Parameters<OnRehearsalNotice>[0]): void {
    try {
      this.parts.onNotice(notice);
    } catch {
      // Whoever listens must not stop what is told of.
    }
  }
}

function isLiveOf({ name, version }: GenerationRecord, one: GenerationRecord): boolean {
  return one.name === name && one.version === version && one.state === 'live';
}
