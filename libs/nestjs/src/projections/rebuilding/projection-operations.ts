import type { EventStore, SubscriptionStore } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { InlineHandOver } from '../inline/inline-hand-over.js';
import type { ProjectionRegistry, RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import type { GenerationTables } from '../read-model/generation-tables.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import { isRehearsal, type Rehearsal } from '../rehearsing/rehearsal.js';
import type { RehearsingOptions } from '../rehearsing/rehearsal-options.js';
import type { Rehearsals } from '../rehearsing/rehearsals.js';
import type { VerificationReport } from '../verifying/verification-report.js';
import type { BuildCompletion, CompareOptions } from './build-completion.js';
import { bare } from './build-notice.js';
import type { BuildProgress } from './build-progress.js';
import { assertNoneIsBuilt } from './assert-none-is-built.js';
import { GenerationCheckpoints } from './generation-checkpoints.js';
import { NoSuchBuild } from './no-such-build.error.js';
import type { ProgressOfBuilds } from './progress-of-builds.js';
import { ProjectionUnknown } from './projection-unknown.error.js';
import { buildOrdersOf, type RebuildOptions } from './rebuild-options.js';
import { SwitchBlocked } from './switch-blocked.error.js';

/** With what projections are operated. */
export interface ProjectionOperationsParts {
  readonly projections: ProjectionRegistry;
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly tables: GenerationTables;
  readonly completion: BuildCompletion;
  readonly progress: ProgressOfBuilds;
  readonly rehearsals: Pick<Rehearsals, 'begin' | 'list'>;
  readonly subscriptions: Pick<SubscriptionStore, 'processes'>;
  readonly store: Pick<EventStore, 'readable'>;
}

/** Each process notices within a second that it has nothing more to do for a generation, and says so with its next sign of life. */
const leavingMs = 5_000;

/**
 * What operators do with the projections of an application: build their rows anew beside those that are read, switch,
 * go back, drop. From any process of the application, whatever loops it runs; the work is done by those that run its
 * projections.
 *
 * @example
 * await operations.rebuild('account-balances', { segments: 2, switch: 'by-operator' });
 * while ((await operations.progress('account-balances')).msLeft !== 0) await setTimeout(1_000);
 * await operations.switch('account-balances');
 * await operations.rollback('account-balances');
 */
export class ProjectionOperations {
  readonly #checkpoints: GenerationCheckpoints;

  constructor(private readonly parts: ProjectionOperationsParts) {
    this.#checkpoints = new GenerationCheckpoints(parts.schema);
  }

  /** The generations of a projection, or of all, the oldest first; those that were dropped included. */
  async list(name?: string): Promise<readonly GenerationRecord[]> {
    return this.parts.tables.generations(name);
  }

  /**
   * Begins to build the rows of a projection anew, from the beginning of the log. What is read stays as it is until the
   * new generation has caught up, was compared, and is switched to; nobody is kept waiting for that.
   *
   * @throws ProjectionUnknown, InvalidRebuildOption
   * @throws BuildUnderWay
   */
  async rebuild(name: string, options: RebuildOptions = {}): Promise<Generation> {
    const { definition } = this.#projection(name);
    const orders = buildOrdersOf(options);
    return this.parts.tables.create(definition, orders, assertNoneIsBuilt);
  }

  /**
   * Begins to make the rows of a projection anew for practice: compared with the log and with what is read at the same
   * position, then dropped. No reader ever sees them; the outcome is on record.
   *
   * @throws ProjectionUnknown, InvalidRebuildOption
   * @throws NoSuchBuild nothing of its version is read
   * @throws BuildUnderWay
   */
  async rehearse(name: string, options: RehearsingOptions = {}): Promise<Generation> {
    return this.parts.rehearsals.begin(this.#projection(name).definition, options);
  }

  /** The rehearsals of a projection, or of all, the oldest first, with what has come of them; `last` of each alone. */
  async rehearsals(name?: string, which?: 'last'): Promise<readonly Rehearsal[]> {
    return this.parts.rehearsals.list(name, which && 'begun');
  }

  /**
   * How far the latest generation that is or was built has come, or a certain one.
   *
   * @throws ProjectionUnknown, NoSuchBuild
   */
  async progress(name: string, generation?: Generation): Promise<BuildProgress> {
    const { definition } = this.#projection(name);
    const record = await this.#meant(name, generation, 'that was built', () => true);
    return this.parts.progress.of(record, definition);
  }

  /**
   * Ends a build; what is read is as it was. Its tables stay until they are dropped.
   *
   * @throws NoSuchBuild none is under way
   */
  async cancel(name: string, reason = 'cancelled by an operator'): Promise<Generation> {
    const record = await this.#meant(name, undefined, 'that is being built', ({ state }) => state === 'building');
    await this.parts.completion.giveUp(bare(record), 'cancelled', reason);
    return bare(record);
  }

  /**
   * Compares the rows of a generation with the log: those of the one that is read, or of a certain one. Undefined for what
   * handlers write, which cannot be compared.
   *
   * @param options a sample of keys, or `all`, which is the default here
   * @throws ProjectionUnknown, NoSuchBuild, and what `verifyProjection` throws
   */
  async verify(
    name: string,
    { generation, sample = 'all', signal }: CompareOptions & { readonly generation?: Generation } = {},
  ): Promise<VerificationReport | undefined> {
    const projection = this.#projection(name);
    const { version } = projection.definition;
    const isRead = (one: GenerationRecord): boolean => one.version === version && one.state === 'live';
    const record = await this.#meant(name, generation, 'that is read', isRead);
    return this.parts.completion.compare(projection, bare(record), { sample, signal });
  }

  /**
   * Lets readers see the generation that was built, or a certain one, after comparing it with the log.
   *
   * @throws ProjectionUnknown, NoSuchBuild
   * @throws SwitchBlocked rows differ from the log, or it has not come as far as the one that is read
   */
  async switch(name: string, generation?: Generation): Promise<Generation> {
    const projection = this.#projection(name);
    const { version } = projection.definition;
    const isBuilt = (one: GenerationRecord): boolean =>
      one.version === version && one.state === 'building' && !isRehearsal(one);
    const record = await this.#meant(name, generation, 'that is being built', isBuilt);
    const report = await this.parts.completion.compare(projection, bare(record));
    if (report !== undefined && report.differing > 0) {
      const finding = `${report.differing} of ${report.keys} compared keys differ from the log`;
      throw new SwitchBlocked(bare(record), 'differing', finding);
    }
    await this.parts.completion.switchTo(projection, bare(record));
    return bare(record);
  }

  /**
   * Leads readers back to the generation that they saw before, at once: it was kept up to date.
   *
   * @throws ProjectionUnknown
   * @throws NoSuchBuild there is none, or it was dropped
   * @throws SwitchBlocked it is not up to date, because no process runs it any more
   */
  async rollback(name: string): Promise<Generation> {
    const projection = this.#projection(name);
    const records = await this.parts.tables.generations(name);
    const wasRead = records.filter(
      ({ state, shown, switchedAt }) => !shown && switchedAt !== null && (state === 'live' || state === 'following'),
    );
    const [before] = wasRead.toSorted((a, b) => Number(b.switchedAt) - Number(a.switchedAt));
    if (before === undefined) throw new NoSuchBuild(name, 'to go back to', inWords(records));
    await this.parts.completion.switchTo(projection, bare(before));
    return bare(before);
  }

  /**
   * Lets appends write an inline projection although processes are alive that do not know it. From now on those are refused
   * what it takes; by itself it is taken over when the last of them has ended.
   *
   * @throws ProjectionUnknown
   * @throws NoSuchBuild it is not inline, is not live, or appends write another version
   */
  async takeOver(name: string): Promise<Generation> {
    const { definition } = this.#projection(name);
    const isLive = (one: GenerationRecord): boolean => one.version === definition.version && one.state === 'live';
    const record = await this.#meant(
      name,
      undefined,
      'that appends may write',
      (one) => isLive(one) && isInline(definition),
    );
    const handOver = new InlineHandOver(this.parts.dataSource, this.parts.schema, this.parts);
    if (await handOver.guard(record, definition)) return bare(record);
    throw new NoSuchBuild(name, 'that appends may write', inWords(await this.parts.tables.generations(name)));
  }

  /**
   * Drops a generation: its tables, its checkpoint and what it has parked. One that is being built is cancelled.
   *
   * @throws NoSuchGeneration
   * @throws GenerationInUse readers see it
   */
  async drop(generation: Generation): Promise<void> {
    const { tables, completion, dataSource } = this.parts;
    const record = await this.#find(generation.name, (one) => subscriptionOf(one) === subscriptionOf(generation));
    if (await completion.giveUp(generation, 'cancelled', 'to be dropped', ['building', 'following'])) {
      await this.#untilLeft(generation);
    }
    // Before the tables: a batch under way holds them, and would wait for its checkpoint.
    if (record?.shown === false) await this.#checkpoints.forget(dataSource.manager, generation);
    await tables.drop(generation);
    // Whoever has not heard of it yet may have put it on record once more.
    await this.#checkpoints.forget(dataSource.manager, generation);
  }

  /** Waits until no process works on a generation any more; for a while, as one may have died. */
  async #untilLeft(generation: Generation): Promise<void> {
    const subscription = subscriptionOf(generation);
    const end = performance.now() + leavingMs;
    while (performance.now() < end) {
      const processes = await this.parts.subscriptions.processes();
      if (!processes.some(({ runs }) => runs.includes(subscription))) return;
      await pause(100);
    }
  }

  #projection(name: string): RegisteredProjection {
    const projection = this.parts.projections.find(name);
    if (projection !== undefined && projection.definition.mode !== 'on-demand') return projection;
    const all = this.parts.projections.all().filter(({ definition }) => definition.mode !== 'on-demand');
    throw new ProjectionUnknown(
      name,
      all.map(({ definition }) => definition.name),
    );
  }

  async #find(name: string, matches: (record: GenerationRecord) => boolean): Promise<GenerationRecord | undefined> {
    const records = await this.parts.tables.generations(name);
    return records.filter(({ state }) => state !== 'dropped').findLast(matches);
  }

  async #meant(
    name: string,
    generation: Generation | undefined,
    wanted: string,
    matches: (record: GenerationRecord) => boolean,
  ): Promise<GenerationRecord> {
    const isMeant = generation === undefined ? matches : (one: Generation) => sameGeneration(one, generation);
    const record = await this.#find(name, isMeant);
    if (record !== undefined) return record;
    throw new NoSuchBuild(name, wanted, inWords(await this.parts.tables.generations(name)));
  }
}

function isInline({ mode }: RegisteredProjection['definition']): boolean {
  return mode === 'inline';
}

function sameGeneration(one: Generation, other: Generation): boolean {
  return subscriptionOf(one) === subscriptionOf(other);
}

function inWords(records: readonly GenerationRecord[]): readonly string[] {
  return records.map((one) => `${one.version}.${one.generation} (${one.state})`);
}
