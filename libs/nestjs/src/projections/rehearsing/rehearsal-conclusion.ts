import type { DataSource } from 'typeorm';
import type { SubscriptionStore } from '@daybook/event-store';
import { GenerationRecords } from '../read-model/generation-records.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import type { GenerationTables } from '../read-model/generation-tables.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import { bare } from '../rebuilding/build-notice.js';
import { GenerationCheckpoints } from '../rebuilding/generation-checkpoints.js';
import { type RehearsalEnd, RehearsalRecords } from './rehearsal-records.js';

/** With what rehearsals are concluded. */
export interface RehearsalConclusionParts {
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly tables: Pick<GenerationTables, 'drop'>;
  readonly subscriptions: Pick<SubscriptionStore, 'processes'>;
}

/** So long a process may take to notice that it has nothing more to do; it may have died. */
const leavingMs = 5_000;

/**
 * The end of a rehearsal: its outcome is put on record together with the word that nobody is to go on with it, and from
 * then on any process may clear it away, also if the one that has said so is no more.
 */
export class RehearsalConclusion {
  readonly #records: RehearsalRecords;
  readonly #generations: GenerationRecords;
  readonly #checkpoints: GenerationCheckpoints;
  readonly #leaving = new Map<string, number>();

  constructor(private readonly parts: RehearsalConclusionParts) {
    this.#records = new RehearsalRecords(parts.schema);
    this.#generations = new GenerationRecords(parts.schema);
    this.#checkpoints = new GenerationCheckpoints(parts.schema);
  }

  /** False if somebody has ended it before. */
  async end(generation: Generation, end: RehearsalEnd): Promise<boolean> {
    return this.parts.dataSource.transaction('READ COMMITTED', async (manager) => {
      await this.#generations.lock(manager, generation.name);
      if (!(await this.#records.end(manager, generation, end))) return false;
      const state = end.outcome === 'failed' ? 'failed' : 'cancelled';
      await this.#generations.move(manager, generation, state, end.reason ?? `rehearsed: ${end.outcome}`);
      return true;
    });
  }

  /**
   * Clears away what is left of one that has ended, once nobody works on it any more.
   *
   * @returns whether nothing is left
   */
  async clearAway(record: GenerationRecord): Promise<boolean> {
    const generation = bare(record);
    const reason = record.reason ?? 'cancelled';
    // An operator has cancelled it as he would any build.
    await this.#records.end(this.parts.dataSource.manager, generation, { outcome: 'cancelled', reason });
    if (await this.#isWorkedOn(generation)) return false;
    // Before the tables: a batch under way holds them, and would wait for its checkpoint.
    await this.#checkpoints.forget(this.parts.dataSource.manager, generation);
    await this.parts.tables.drop(generation);
    // Whoever has not heard of it yet may have put it on record once more.
    await this.#checkpoints.forget(this.parts.dataSource.manager, generation);
    this.#leaving.delete(subscriptionOf(generation));
    return true;
  }

  async #isWorkedOn(generation: Generation): Promise<boolean> {
    const subscription = subscriptionOf(generation);
    const since = this.#leaving.get(subscription) ?? performance.now();
    this.#leaving.set(subscription, since);
    if (performance.now() - since >= leavingMs) return false;
    const processes = await this.parts.subscriptions.processes();
    return processes.some(({ runs }) => runs.includes(subscription));
  }
}
