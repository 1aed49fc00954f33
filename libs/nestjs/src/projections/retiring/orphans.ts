import {
  type LiveProcess,
  type RetirementStatements,
  retirementStatements,
  type SubscriptionKind,
  type SubscriptionStore,
} from '@daybook/event-store';
import type { DataSource } from 'typeorm';
import { GenerationRecords } from '../read-model/generation-records.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { subscriptionOf } from '../read-model/generation.js';
import type { Declared } from './declared.js';
import { generationNamedBy } from './generation-named-by.js';
import { processesOf, processesRunning } from './living.js';
import type { Orphan } from './orphan.js';

/** With what orphans are found. */
export interface OrphansParts {
  readonly dataSource: DataSource;
  /** The store's. */
  readonly schema: string;
  readonly declared: Declared;
  readonly subscriptions: Pick<SubscriptionStore, 'processes'>;
}

interface Reader {
  readonly name: string;
  readonly kind: SubscriptionKind;
  readonly position: number | null;
  readonly lastRunAt: Date | null;
  readonly parked: number;
}

/**
 * What is on record and no release runs any more: it costs room, and what a reader of the log was to do is not done. This
 * release is known by what it declares, others by the signs of life of their processes.
 */
export class Orphans {
  readonly #statements: RetirementStatements;
  readonly #generations: GenerationRecords;

  constructor(private readonly parts: OrphansParts) {
    this.#statements = retirementStatements(parts.schema);
    this.#generations = new GenerationRecords(parts.schema);
  }

  /** In the order of their names. What a process of another release runs is none. */
  async list(): Promise<readonly Orphan[]> {
    const { manager } = this.parts.dataSource;
    const readers = await manager.query<Reader[]>(this.#statements.readers);
    const generations = (await this.#generations.list(manager)).filter(({ state }) => state !== 'dropped');
    // Last: one that has started meanwhile counts.
    const processes = await this.parts.subscriptions.processes();
    const kept = new Map(generations.map((generation) => [subscriptionOf(generation), generation]));
    const byName = new Map(readers.map((reader) => [reader.name, reader]));
    const found: Orphan[] = [];
    for (const [name, generation] of kept) {
      if (!this.#isKept(generation, processes)) found.push(orphanOf(name, generation, byName.get(name)));
    }
    for (const reader of readers) {
      if (!kept.has(reader.name) && !(await this.#isRead(reader, processes))) {
        found.push(orphanOf(reader.name, undefined, reader));
      }
    }
    return found.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  #isKept(generation: GenerationRecord, processes: readonly LiveProcess[]): boolean {
    return this.parts.declared.has(generation) || processesOf(processes, generation).length > 0;
  }

  async #isRead({ name, kind }: Reader, processes: readonly LiveProcess[]): Promise<boolean> {
    if (processesRunning(processes, name).length > 0) return true;
    // Of a projection that is declared nothing but its generations is run.
    if (kind === 'projection' && generationNamedBy(name) !== undefined) return false;
    return this.parts.declared.reads(name);
  }
}

function orphanOf(name: string, generation: GenerationRecord | undefined, reader: Reader | undefined): Orphan {
  const { schema, state, shown: isShown, isInline } = generation ?? {};
  const { kind = 'projection', position = null, parked = 0, lastRunAt = null } = reader ?? {};
  const rows =
    generation === undefined
      ? null
      : {
          ...{ name: generation.name, version: generation.version, generation: generation.generation },
          ...{
            schema: schema ?? '',
            state: state ?? generation.state,
            isShown: isShown === true,
            isInline: isInline === true,
          },
        };
  return { name, kind, rows, position, parkedEvents: parked, lastRunAt };
}
